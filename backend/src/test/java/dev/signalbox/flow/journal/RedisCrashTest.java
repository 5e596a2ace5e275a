package dev.signalbox.flow.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.redis.RedisEndpoint;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.LossyLine;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedisCrashTest extends JournalFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void what_was_accepted_around_a_kill_of_redis_is_there_once() {
        List<Future<Offered>> offers = new ArrayList<>();
        IntStream.range(0, 1_500).forEach(i -> offers.add(journal.offer(event("e" + i))));
        offers.get(0).await();
        redis.kill();
        Future.join(offers).await();
        redis.restart();

        IntStream.range(0, 1_500).forEach(i -> repeat("e" + i, offers.get(i).result()));

        List<String> ids = ids();
        assertThat(ids).hasSize(1_500).doesNotHaveDuplicates();
    }

    @Test
    void what_a_producer_sends_one_by_one_stays_in_order_over_a_kill_of_redis() throws Exception {
        List<Thread> producers = Stream.of("a", "b", "c", "d")
                .map(name -> new Thread(() -> IntStream.range(0, 300).forEach(i -> insist(name + '-' + i))))
                .toList();
        producers.forEach(Thread::start);

        Until.holds(
                "some were accepted",
                PATIENCE,
                () -> journal.read(0, 0, 200).await().size() >= 100);
        redis.kill();
        redis.restart();
        for (Thread producer : producers) {
            producer.join();
        }

        List<String> ids = ids();
        assertThat(ids).hasSize(1_200);
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(ids.stream().filter(id -> id.startsWith(name)))
                    .containsExactlyElementsOf(IntStream.range(0, 300)
                            .mapToObj(i -> name + '-' + i)
                            .toList());
        }
    }

    @Test
    void a_commit_whose_reply_is_lost_is_applied_once_when_it_is_repeated() throws Exception {
        try (LossyLine line = new LossyLine(redis.port())) {
            RedisLinks lossy = new RedisLinks(
                    vertx, RedisEndpoint.of("redis://127.0.0.1:" + line.port()), new SplittableRandom(1));
            RedisJournal owner = journal(lossy, Duration.ofDays(7));
            owner.ready().await();
            long epoch = ((Claim.Held) owner.claim(0).await()).epoch();
            String key = KEYS.instance(0, "i");
            Commit commit = new Commit(1, 0, 1, List.of(), List.of(new Write.Append(key, "*", Map.of("a", "b"))));

            line.loseReplies();
            Future<Committed> lost = owner.commit(0, epoch, commit);
            Until.holds("Redis has the commit", PATIENCE, () -> redis.ask("XLEN", key)
                    .equals("1"));
            line.cut();

            assertThatThrownBy(lost::await).isInstanceOf(RedisLink.Away.class);
            assertThat(repeat(owner, epoch, commit)).isEqualTo(new Committed.Done());
            assertThat(redis.ask("XLEN", key)).isEqualTo("1");
            owner.close().await();
            lossy.close().await();
        }
    }

    @Test
    void a_check_that_redis_refused_is_made_again() {
        journal.offer(event("a")).await();
        redis.flush();
        redis.ask("CONFIG", "RESETSTAT");
        redis.ask("CONFIG", "SET", "maxmemory", "1");
        redis.ask("CLIENT", "KILL", "TYPE", "normal");
        Until.holds("the gate cannot be closed", PATIENCE, () -> redis.ask("INFO", "errorstats")
                .contains("errorstat_OOM"));

        redis.ask("CONFIG", "SET", "maxmemory", "0");

        String outcome = Until.value(
                "the gate is closed",
                PATIENCE,
                () -> journal.offer(event("b")).await().toString(),
                told -> told.contains("gate_closed"));
        assertThat(outcome).contains("journal went back by 1 events");
    }

    private static Committed repeat(RedisJournal owner, long epoch, Commit commit) {
        return Until.value(
                "Redis is back", PATIENCE, () -> owner.commit(0, epoch, commit).await(), fate -> true);
    }

    private void insist(String id) {
        Offered kept = Until.value(
                "an answer for " + id, PATIENCE, () -> journal.offer(event(id)).await(), RedisCrashTest::isAccepted);
        assertThat(isAccepted(kept)).isTrue();
    }

    private static boolean isAccepted(Offered offered) {
        return !(offered instanceof Offered.Refused);
    }

    private List<String> ids() {
        return journal.read(0, 0, 3_000).await().stream()
                .map(entry -> entry.offer().envelope().id().id())
                .toList();
    }

    private void repeat(String id, Offered offered) {
        if (offered instanceof Offered.Refused) {
            insist(id);
        }
    }
}
