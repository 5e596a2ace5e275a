package dev.signalbox.flow.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.redis.RedisLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedisOwnershipTest extends JournalFixture {

    @Test
    void a_full_redis_refuses_events_and_goes_on_with_claims_and_commits() {
        journal.offer(event("a")).await();
        redis.ask("CONFIG", "SET", "maxmemory", "1mb");

        Offered offered = journal.offer(event("b")).await();
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        Committed committed = journal.commit(0, held.epoch(), new Commit(1, 1, 1, List.of(), List.of()))
                .await();

        assertThat(offered).isInstanceOfSatisfying(Offered.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo("journal_full"));
        assertThat(committed).isEqualTo(new Committed.Done());
        assertThat(journal.renew(0, held.epoch()).await()).isTrue();
        assertThat(journal.trim(0, held.epoch(), 2).await()).isEqualTo(1);
    }

    @Test
    void only_the_owner_writes_down_what_ends_it_and_what_was_there_stands() {
        Claim.Held old = (Claim.Held) journal.claim(0).await();
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        String key = KEYS.quarantine(0);

        boolean fenced =
                journal.blame(0, old.epoch(), new Blame(key, "7", "late")).await();
        boolean first =
                journal.blame(0, held.epoch(), new Blame(key, "8", "first")).await();
        boolean again =
                journal.blame(0, held.epoch(), new Blame(key, "8", "again")).await();

        assertThat(List.of(fenced, first, again)).containsExactly(false, true, true);
        assertThat(redis.ask("HGETALL", key)).isEqualTo("8\nfirst");
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
    void history_finds_an_event_by_its_id_and_counts_its_duplicates() {
        journal.offer(event("a")).await();
        endBucket();
        journal.offer(event("a")).await();
        RedisHistory history = new RedisHistory(links.open(Duration.ofSeconds(1)), KEYS, 1);

        List<JournalHistory.Past> found = history.find("a").await();

        assertThat(found).extracting(past -> past.entry().position()).containsExactly(1L);
        assertThat(found).extracting(JournalHistory.Past::duplicates).containsExactly(1L);
        assertThat(found).extracting(JournalHistory.Past::decided).containsExactly(false);
        assertThat(history.before(0, Long.MAX_VALUE, 10).await()).isEqualTo(found);
    }

    @Test
    void old_handled_entries_are_trimmed_and_young_ones_kept() {
        journal.offer(event("a")).await();
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        journal.commit(0, held.epoch(), new Commit(1, 1, 1, List.of(), List.of()))
                .await();
        RedisLink link = links.open(Duration.ofSeconds(1));

        assertThat(new RedisRetention(journal, link, KEYS, Duration.ofDays(7), Keeper.NONE)
                        .trim(0, held.epoch(), 2)
                        .await()
                        .gone())
                .isZero();
        assertThat(new RedisRetention(journal, link, KEYS, Duration.ofSeconds(-2), Keeper.NONE)
                        .trim(0, held.epoch(), 2)
                        .await()
                        .gone())
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
    void lines_get_the_next_numbers_of_their_hash_each_of_its_own() {
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        String key = KEYS.timeline(0, "i");
        String other = KEYS.timeline(0, "j");
        List<Write> two = List.of(new Write.Line(key, "a"), new Write.Line(other, "b"), new Write.Line(key, "c"));
        Commit first = new Commit(1, 0, 1, List.of(), two);

        journal.commit(0, held.epoch(), first).await();
        journal.commit(0, held.epoch(), first).await();
        journal.commit(0, held.epoch(), new Commit(2, 0, 1, List.of(), List.of(new Write.Line(key, "d"))))
                .await();

        assertThat(List.of(redis.ask("HGET", key, "0"), redis.ask("HGET", key, "1"), redis.ask("HGET", key, "2")))
                .containsExactly("a", "c", "d");
        assertThat(redis.ask("HLEN", key)).isEqualTo("3");
        assertThat(redis.ask("HLEN", other)).isEqualTo("1");
    }

    @Test
    void a_commit_out_of_its_turn_is_fenced() {
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        String key = KEYS.instance(0, "i");
        List<Write> writes = List.of(new Write.Append(key, "*", Map.of("a", "b")));
        journal.commit(0, held.epoch(), new Commit(1, 0, 1, List.of(), List.of()))
                .await();
        journal.commit(0, held.epoch(), new Commit(2, 0, 1, List.of(), List.of()))
                .await();

        Committed late = journal.commit(0, held.epoch(), new Commit(1, 0, 1, List.of(), writes))
                .await();
        Committed early = journal.commit(0, held.epoch(), new Commit(4, 0, 1, List.of(), writes))
                .await();

        assertThat(late).isEqualTo(new Committed.Fenced("the last commit is 2, not 0"));
        assertThat(early).isEqualTo(new Committed.Fenced("the last commit is 2, not 3"));
        assertThat(redis.ask("EXISTS", key)).isEqualTo("0");
    }

    /** The owner was told of an entry that a restored or torn Redis no longer has: the next event will get its position. */
    @Test
    void an_entry_that_the_journal_has_lost_is_not_committed() {
        journal.offer(event("a")).await();
        Claim.Held held = (Claim.Held) journal.claim(0).await();
        Commit beyond =
                new Commit(1, 2, 1, List.of(), List.of(new Write.Append(KEYS.instance(0, "i"), "*", Map.of("a", "b"))));

        Committed committed = journal.commit(0, held.epoch(), beyond).await();

        assertThat(committed).isEqualTo(new Committed.Fenced("the journal ends at 1, before position 2"));
        assertThat(redis.ask("EXISTS", KEYS.instance(0, "i"))).isEqualTo("0");
        assertThat(((Claim.Held) journal.claim(0).await()).position()).isZero();
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
}
