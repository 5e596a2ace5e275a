package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.RedisWatch.Expected;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.testing.Until;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every hub notices for itself becomes one event. */
final class WatchTest extends FlowFixture {

    private static final long START = RedisWatch.WINDOW * 100;

    private final AtomicLong now = new AtomicLong(START);
    private final InstantSource clock = () -> java.time.Instant.ofEpochMilli(now.get());

    @Test
    void ten_dead_letters_in_one_window_are_told_once_by_two_hubs() {
        rulebook(1, RULES, 300);
        FlowHub hub = hub("h1", Failpoints.NONE);
        RedisWatch first = watch(hub);
        RedisWatch second = watch(hub);
        for (int n = 0; n < RedisWatch.MANY - 1; n++) {
            die(hub, n % 2, n, START + n);
        }
        die(hub, 0, 100, START - 1);

        look(List.of(), first, second);
        assertThat(noticed(hub, Alerts.GROWING)).isEmpty();
        die(hub, 1, 9, START + 9);
        look(List.of(), first, second, first);
        now.addAndGet(RedisWatch.WINDOW);
        look(List.of(), first, second);

        List<Past> told = noticed(hub, Alerts.GROWING);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).entry().offer().envelope().data().json().toString())
                .contains("\"grown\":10,\"dead\":11");
    }

    @Test
    void a_silent_source_is_told_once_for_each_silence_by_two_hubs() {
        rulebook(1, RULES, 300);
        FlowHub hub = hub("h1", Failpoints.NONE);
        RedisWatch first = watch(hub);
        RedisWatch second = watch(hub);

        look(List.of(new Expected("shop", 60_000, START - 10, false)), first);
        now.addAndGet(59_989);
        look(List.of(new Expected("shop", 60_000, null, false)), second);
        assertThat(noticed(hub, Alerts.SILENT)).isEmpty();
        now.addAndGet(1);
        look(List.of(new Expected("shop", 60_000, null, false)), second, first, second);
        assertThat(noticed(hub, Alerts.SILENT)).hasSize(1);
        look(List.of(new Expected("shop", 60_000, now.get(), false)), first, second);
        now.addAndGet(60_000);
        look(List.of(new Expected("shop", 60_000, null, true)), first, second);
        now.addAndGet(59_999);
        look(List.of(new Expected("shop", 60_000, null, false)), first, second);
        assertThat(noticed(hub, Alerts.SILENT)).hasSize(1);
        now.addAndGet(1);
        look(List.of(new Expected("shop", 60_000, null, false)), first, second);

        assertThat(noticed(hub, Alerts.SILENT)).hasSize(2);
        assertThat(noticed(hub, Alerts.SILENT))
                .allMatch(past -> "shop".equals(past.entry().offer().envelope().subject()));
    }

    private RedisWatch watch(FlowHub hub) {
        return new RedisWatch(hub.link, hub.keys, hub.journal, clock);
    }

    private static void look(List<Expected> sources, RedisWatch... watches) {
        for (RedisWatch watch : watches) {
            watch.look(sources).await();
        }
    }

    private static void die(FlowHub hub, int partition, int n, long at) {
        redis.ask("ZADD", hub.keys.deadByTime(partition), Long.toString(at), "d" + n);
    }

    private static List<Past> noticed(FlowHub hub, String type) {
        Until.holds("all decided", FlowHub.SOON, () -> all(hub).allMatch(Past::decided));
        return all(hub).filter(past -> past.entry().offer().envelope().type().equals(type))
                .toList();
    }

    private static Stream<Past> all(FlowHub hub) {
        return Stream.concat(hub.past(0).stream(), hub.past(1).stream());
    }
}
