package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.job.Job;
import dev.signalbox.flow.job.Letters;
import dev.signalbox.flow.job.Standing;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.task.Page;
import dev.signalbox.flow.task.Wanted;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Redriving 10,000 dead letters twice starts nothing twice. */
class ManyPutBackTest extends FlowFixture {

    private static final int MANY = 10_000;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Letters ALL = new Letters(List.of(), null, "tell", null, null, 0, Long.MAX_VALUE);

    @Test
    void ten_thousand_that_are_put_back_by_two_jobs_at_once_are_called_once_more_each() {
        FlowHub hub = hub(RULES);
        service.answers(500);
        start(hub);
        Until.holds("all of them failed", SOON, () -> count(hub, "failed") == MANY);
        service.answers(200);

        hub.works = false;
        List<Job> both = List.of(begin(hub), begin(hub));
        hub.works = true;
        List<Standing> ended = both.stream().map(job -> hub.ended(job.id())).toList();
        Until.holds("all of them finished", SOON, () -> count(hub, "finished") == MANY);
        hub.decided(0, 0);
        hub.decided(1, 0);

        assertThat(ended).allSatisfy(one -> {
            assertThat(one.job().count()).isEqualTo(MANY);
            assertThat(one.job().progress().handed()).isEqualTo(MANY);
            assertThat(one.refused() + one.again()).isZero();
        });
        Map<String, Long> calls =
                service.keys().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(calls).hasSize(MANY);
        assertThat(calls.values()).as("the call that failed, and one more").containsOnly(2L);
        assertThat(redrives(hub))
                .as("how often each was put back")
                .hasSize(MANY)
                .containsOnly(1);
        assertThat(count(hub, "failed") + count(hub, "running")).isZero();
        assertThat(hub.dead.groups().await()).isEmpty();
        assertThat(hub.jobs.begin(ALL, FlowHub.PLAIN).await()).isEmpty();
    }

    private static List<Integer> redrives(FlowHub hub) {
        List<Integer> all = new ArrayList<>();
        String next = null;
        do {
            Page<Instance> page = hub.instances.list(Wanted.ALL, 1_000, next).await();
            page.items().forEach(instance -> all.add(instance.redrives()));
            next = page.next();
        } while (next != null);
        return all;
    }

    private static Job begin(FlowHub hub) {
        return hub.jobs.begin(ALL, FlowHub.PLAIN).await().orElseThrow();
    }

    private static void start(FlowHub hub) {
        List<Offer> offers =
                IntStream.range(0, MANY).mapToObj(ManyPutBackTest::offer).toList();
        for (int from = 0; from < MANY; from += 250) {
            Future.all(offers.subList(from, from + 250).stream()
                            .map(hub.journal::offer)
                            .toList())
                    .await();
        }
    }

    private static Offer offer(int number) {
        Payload data = Payload.of("{}".getBytes(StandardCharsets.UTF_8));
        String key = "k" + number;
        Envelope envelope =
                new Envelope(new EventId("shop", "", "e" + number), "paid", key, null, "application/json", data);
        return new Offer(Kind.EVENT, envelope, key, null, 1, 1, 0);
    }

    private static long count(FlowHub hub, String state) {
        return IntStream.range(0, FlowHub.PARTITIONS)
                .mapToLong(
                        partition -> Long.parseLong(redis.ask("ZCARD", hub.keys.instances(partition, "tell", state))))
                .sum();
    }
}
