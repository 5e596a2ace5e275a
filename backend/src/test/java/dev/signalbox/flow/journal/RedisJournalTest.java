package dev.signalbox.flow.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RedisJournalTest extends JournalFixture {

    @Test
    void events_get_gapless_positions_and_come_back_as_they_were() {
        byte[] bytes = new byte[256];
        IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
        Envelope envelope = new Envelope(
                new EventId("shop", "//ce", "ü-1"), "placed", null, "2026-01-01T00:00:00Z", "x/y", Payload.of(bytes));
        Offer offer = new Offer(Kind.START, envelope, "key", "00-abc", 5, 6, 2);

        Offered.Accepted first = (Offered.Accepted) journal.offer(offer).await();
        journal.offer(event("second")).await();
        List<Entry> entries = journal.read(0, 0, 10).await();

        assertThat(entries.get(0)).isEqualTo(new Entry(0, 1, first.at(), offer));
        assertThat(entries).extracting(Entry::position).containsExactly(1L, 2L);
        assertThat(journal.read(0, 1, 10).await()).hasSize(1);
    }

    @Test
    void an_event_is_recognised_within_its_batch_and_after_it() {
        List<Future<Offered>> all =
                List.of(journal.offer(event("a")), journal.offer(event("b")), journal.offer(event("a")));
        Future.all(all).await();

        assertThat(all.get(2).result()).isEqualTo(new Offered.Duplicate(0, 1, false));
        assertThat(journal.offer(event("b")).await()).isEqualTo(new Offered.Duplicate(0, 2, false));
        assertThat(redis.ask("HGET", KEYS.again(0, 1), "1")).isEqualTo("1");
    }

    @Test
    void who_waits_for_an_entry_hears_of_it_when_anybody_appends_it() {
        Future<List<Entry>> none = journal.arrivals(0, 0);
        assertThat(none.await()).isEmpty();
        Future<List<Entry>> next = journal.arrivals(0, 0);

        journal.offer(event("a")).await();

        assertThat(next.await()).extracting(Entry::position).containsExactly(1L);
        assertThat(journal.arrivals(0, 0).await()).hasSize(1);
    }

    @Test
    void another_body_under_the_same_identity_is_told() {
        journal.offer(event("a", "one")).await();

        Offered again = journal.offer(event("a", "two")).await();

        assertThat(again).isEqualTo(new Offered.Duplicate(0, 1, true));
    }

    @Test
    void the_same_id_of_another_source_is_another_event() {
        journal.offer(event("a")).await();
        Envelope other = new Envelope(new EventId("other", "", "a"), "t", null, null, "", Payload.EMPTY);

        Offered offered =
                journal.offer(new Offer(Kind.EVENT, other, "k", null, 0, 0, 0)).await();

        assertThat(offered).isInstanceOf(Offered.Accepted.class);
    }

    @Test
    void a_duplicate_is_recognised_two_buckets_later_and_forgotten_three_later() {
        journal.offer(event("a")).await();
        endBucket();
        assertThat(journal.offer(event("x")).await()).isInstanceOf(Offered.Accepted.class);
        endBucket();

        assertThat(journal.offer(event("a")).await()).isEqualTo(new Offered.Duplicate(0, 1, false));

        endBucket();
        assertThat(journal.offer(event("a")).await()).isInstanceOf(Offered.Accepted.class);
        assertThat(redis.ask("HGET", KEYS.head(0), "bucket")).isEqualTo("4");
    }

    @Test
    void a_busy_bucket_gives_the_next_one_more_shards() {
        journal.offer(event("a")).await();
        redis.ask("HSET", KEYS.head(0), "c1", "100000");
        endBucket();

        journal.offer(event("b")).await();

        assertThat(redis.ask("HGET", KEYS.head(0), "s2")).isEqualTo("2048");
        assertThat(journal.offer(event("a")).await()).isEqualTo(new Offered.Duplicate(0, 1, false));
    }

    @Test
    void a_closed_gate_refuses_with_its_reason() {
        redis.ask("HSET", KEYS.gate(0), "closed", "journal went back by 412 events");

        Offered offered = journal.offer(event("a")).await();

        assertThat(offered).isEqualTo(new Offered.Refused("gate_closed", "journal went back by 412 events", 30));
    }

    @Test
    void a_hanging_redis_refuses_within_a_second() {
        redis.hang();

        long began = System.nanoTime();
        Offered offered = journal.offer(event("a")).await();
        long took = System.nanoTime() - began;
        redis.goOn();

        assertThat(((Offered.Refused) offered).code()).isEqualTo("journal_unavailable");
        assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_redis_that_is_away_refuses_at_once_and_is_found_again_by_itself() {
        redis.kill();
        Until.holds("a closed journal", Duration.ofSeconds(5), () -> journal.refusal(0) != null);

        Offered offered = journal.offer(event("a")).await();
        redis.restart();
        Until.holds("an open journal", Duration.ofSeconds(5), () -> journal.refusal(0) == null);

        assertThat(((Offered.Refused) offered).code()).isEqualTo("journal_unavailable");
        assertThat(journal.offer(event("a")).await()).isInstanceOf(Offered.Accepted.class);
    }

    @Test
    void the_waiting_time_of_the_oldest_offer_is_known() {
        long quiet = journal.queue().waitedMillis();
        redis.hang();
        Future<Offered> offered = journal.offer(event("a"));

        Until.holds("a wait", Duration.ofSeconds(5), () -> journal.queue().waitedMillis() >= 100);
        redis.goOn();
        offered.await();

        assertThat(quiet).isZero();
        assertThat(journal.queue().waitedMillis()).isZero();
    }

    @Test
    void what_is_full_is_known_before_it_is_offered() {
        redis.hang();
        List<Future<Offered>> all = IntStream.range(0, 2_000)
                .mapToObj(i -> journal.offer(event("e" + i)))
                .toList();
        Offered.Refused refused = Objects.requireNonNull(journal.refusal(0));
        redis.goOn();
        Future.join(all).otherwiseEmpty().await();

        assertThat(refused.code()).isEqualTo("overloaded");
        assertThat(journal.refusal(65L << 20)).isNull();
    }

    @Test
    void too_many_waiting_offers_are_refused() {
        redis.hang();
        List<Future<Offered>> all = IntStream.range(0, 2_300)
                .mapToObj(i -> journal.offer(event("e" + i)))
                .toList();
        Future.join(all).await();
        redis.goOn();

        assertThat(all).anySatisfy(one -> assertThat(((Offered.Refused) one.result()).code())
                .isEqualTo("overloaded"));
    }

    @Test
    void many_offers_at_once_share_flushes_and_stay_in_order() {
        List<Future<Offered>> all = IntStream.range(0, 1_000)
                .mapToObj(i -> journal.offer(event("e" + i)))
                .toList();
        Future.all(all).await();

        assertThat(all.stream().map(one -> ((Offered.Accepted) one.result()).position()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @Test
    void offers_of_many_threads_all_get_an_outcome_and_those_of_one_stay_in_order() throws InterruptedException {
        Map<Integer, List<Future<Offered>>> all = new ConcurrentHashMap<>();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(thread -> new Thread(() -> all.put(
                        thread,
                        IntStream.range(0, 400)
                                .mapToObj(i -> journal.offer(event(thread + "-" + i)))
                                .toList())))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        for (List<Future<Offered>> offered : all.values()) {
            Future.all(offered).await();
            assertThat(offered.stream().map(one -> ((Offered.Accepted) one.result()).position()))
                    .hasSize(400)
                    .isSorted();
        }
        Until.holds(
                "nothing waits",
                Duration.ofSeconds(5),
                () -> journal.queue().behind() == 0 && journal.queue().waitedMillis() == 0);
        assertThat(journal.refusal(64L << 20)).isNull();
    }

    @Test
    void what_waits_behind_a_flush_is_told_as_a_share_of_the_next_and_a_burst_that_was_there_before_is_none() {
        double first = behindOf("a", 40);
        double second = behindOf("b", 40);

        assertThat(first).isEqualTo(2);
        assertThat(second).isBetween(0.8, 1.0);
        assertThat(journal.queue().behind()).isNotPositive();
    }

    /** One offer whose flush is under way, and so many behind it: what is told then. */
    private double behindOf(String name, int many) {
        redis.hang();
        List<Future<Offered>> all = new ArrayList<>();
        all.add(journal.offer(event(name)));
        Until.holds("a flush", Duration.ofSeconds(5), () -> journal.queue().behind() == 0);
        IntStream.range(0, many).forEach(i -> all.add(journal.offer(event(name + i))));
        double behind = journal.queue().behind();
        redis.goOn();
        Future.all(all).await();
        return behind;
    }

    @Test
    void a_journal_that_went_back_or_differs_is_closed_until_that_is_accepted() {
        journal.offer(event("a")).await();
        journal.offer(event("b")).await();
        journal.close().await();
        redis.flush();

        RedisJournal next = journal(Duration.ofDays(7));
        next.ready().await();

        assertThat(next.offer(event("c")).await().toString())
                .contains("gate_closed")
                .contains("journal went back by 2 events");
        next.close().await();

        redis.flush();
        journal.offer(event("x")).await();
        journal.offer(event("y")).await();
        RedisJournal third = journal(Duration.ofDays(7));
        third.ready().await();
        assertThat(third.offer(event("c")).await().toString()).contains("another event at position 2");

        third.close().await();
        assertThat(guard.resolve("guard").toFile().delete()).isTrue();
        RedisJournal accepted = journal(Duration.ofDays(7));
        accepted.ready().await();
        assertThat(accepted.offer(event("c")).await()).isInstanceOf(Offered.Accepted.class);
        accepted.close().await();
    }
}
