package dev.signalbox.flow.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisJournalTest {

    private static final KeySpace KEYS = new KeySpace();
    private static TestRedis redis;
    private static Vertx vertx;

    @TempDir
    private Path guard;

    private RedisLinks links;
    private RedisJournal journal;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
    }

    @BeforeEach
    void open() {
        redis.flush();
        links = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1));
        journal = journal(Duration.ofDays(7));
        journal.ready().await();
    }

    @AfterEach
    void close() {
        redis.ask("CONFIG", "SET", "maxmemory", "0");
        journal.close().await();
        links.close().await();
    }

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
    void a_full_redis_refuses_events_and_goes_on_with_claims_and_commits() {
        journal.offer(event("a")).await();
        redis.ask("CONFIG", "SET", "maxmemory", "1mb");

        Offered offered = journal.offer(event("b")).await();
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        Committed committed = journal.commit(0, held.epoch(), new Commit(1, 1, 1, List.of(), List.of()))
                .await();

        assertThat(offered).isEqualTo(new Offered.Refused("journal_full", "Redis has reached its maxmemory", 10));
        assertThat(committed).isEqualTo(new Committed.Done());
        assertThat(journal.renew(0, held.epoch()).await()).isTrue();
        assertThat(journal.trim(0, held.epoch(), 2).await()).isEqualTo(1);
    }

    @Test
    void nothing_that_was_not_handled_is_trimmed() {
        IntStream.range(0, 5).forEach(i -> journal.offer(event("e" + i)).await());
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        journal.commit(0, held.epoch(), new Commit(1, 2, 1, List.of(), List.of()))
                .await();

        long gone = journal.trim(0, held.epoch(), 100).await();

        assertThat(gone).isEqualTo(2);
        assertThat(journal.read(0, 0, 10).await()).extracting(Entry::position).containsExactly(3L, 4L, 5L);
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

    @Test
    void history_finds_an_event_by_its_id_and_counts_its_duplicates() {
        journal.offer(event("a")).await();
        endBucket();
        journal.offer(event("a")).await();
        RedisHistory history = new RedisHistory(links.open(Duration.ofSeconds(1)), KEYS, 1);

        List<Entry> found = history.find("a").await();

        assertThat(found).extracting(Entry::position).containsExactly(1L);
        assertThat(history.duplicates(0, 1).await()).isEqualTo(1);
        assertThat(history.standing(0).await().backlog()).isEqualTo(1);
        assertThat(history.before(0, 2, 10).await()).hasSize(1);
    }

    @Test
    void old_handled_entries_are_trimmed_and_young_ones_kept() {
        journal.offer(event("a")).await();
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        journal.commit(0, held.epoch(), new Commit(1, 1, 1, List.of(), List.of()))
                .await();
        RedisLink link = links.open(Duration.ofSeconds(1));

        assertThat(new RedisRetention(journal, link, KEYS, Duration.ofDays(7))
                        .trim(0, held.epoch(), 2)
                        .await())
                .isZero();
        assertThat(new RedisRetention(journal, link, KEYS, Duration.ofSeconds(-2))
                        .trim(0, held.epoch(), 2)
                        .await())
                .isEqualTo(1);
    }

    @Test
    void a_commit_is_applied_once_under_its_number_and_only_by_its_owner() {
        Claim.Held old = (Claim.Held) journal.claim(0).await();
        String key = KEYS.instance(0, "i");
        Commit first = new Commit(1, 0, 3, List.of(), List.of(new Write.Append(key, "*", Map.of("a", "b"))));

        assertThat(journal.commit(0, old.epoch(), first).await()).isEqualTo(new Committed.Done());
        assertThat(journal.commit(0, old.epoch(), first).await()).isEqualTo(new Committed.Done());
        assertThat(redis.ask("XLEN", key)).isEqualTo("1");
        Commit start = new Commit(2, 0, 3, List.of(key), List.of(new Write.Put(key + "x", Map.of("a", "b"))));
        assertThat(journal.commit(0, old.epoch(), start).await()).isEqualTo(new Committed.Exists(List.of(key)));

        Claim.Held held = (Claim.Held) journal.claim(0).await();

        assertThat(held).isEqualTo(new Claim.Held(old.epoch() + 1, 0, 1, 3, 0));
        assertThat(journal.commit(0, old.epoch(), start).await()).isInstanceOf(Committed.Fenced.class);
        assertThat(journal.renew(0, old.epoch()).await()).isFalse();
        assertThat(redis.ask("EXISTS", key + "x")).isEqualTo("0");
    }

    @Test
    void a_key_of_another_type_leaves_nothing_of_a_commit_behind() {
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        String poisoned = KEYS.timers(0);
        redis.ask("SET", poisoned, "x");
        Commit commit = new Commit(
                1,
                0,
                1,
                List.of(),
                List.of(new Write.Put(KEYS.instance(0, "i"), Map.of("a", "b")), new Write.Rank(poisoned, 1, "m")));

        assertThatThrownBy(() -> journal.commit(0, held.epoch(), commit).await())
                .hasMessageStartingWith("BADTYPE");

        assertThat(redis.ask("EXISTS", KEYS.instance(0, "i"))).isEqualTo("0");
        assertThat(redis.ask("HEXISTS", KEYS.owner(0), "commit")).isEqualTo("0");
    }

    @Test
    void a_commit_that_is_too_large_for_one_call_is_told_to_be_split() {
        List<Write> writes = IntStream.range(0, 600)
                .<Write>mapToObj(i -> new Write.Rank(KEYS.instance(0, "i" + i), 1, "m"))
                .toList();

        assertThatThrownBy(() -> journal.commit(0, 1, new Commit(1, 1, 1, List.of(), writes)))
                .isInstanceOf(CommitTooLarge.class);
    }

    private RedisJournal journal(Duration window) {
        return new RedisJournal(
                vertx,
                links,
                new RedisJournal.Setup(
                        "h1", 1, Duration.ofSeconds(5), window, guard.resolve("guard"), KEYS, Failpoints.NONE));
    }

    /** Moves the end of the current bucket into the past, as waiting half a window would. */
    private static void endBucket() {
        long at = Long.parseLong(redis.ask("HGET", KEYS.head(0), "at"));
        redis.ask("HSET", KEYS.head(0), "until", "" + at);
    }

    private static Offer event(String id) {
        return event(id, "{}");
    }

    private static Offer event(String id, String data) {
        Envelope envelope = new Envelope(
                new EventId("shop", "", id), "t", "s", null, "x", Payload.of(data.getBytes(StandardCharsets.UTF_8)));
        return new Offer(Kind.EVENT, envelope, "key", null, 1, 2, 0);
    }
}
