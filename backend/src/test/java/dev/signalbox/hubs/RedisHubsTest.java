package dev.signalbox.hubs;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one decision that all hubs follow: which of them is to own which partition. */
final class RedisHubsTest {

    private static final int PARTITIONS = 4;
    private static final long LONG = 60_000;

    /** One that has ended when the next one beats. */
    private static final long ENDS = 1;

    private static final Duration SOON = Duration.ofSeconds(5);

    private static TestRedis redis;
    private static Vertx vertx;
    private static RedisLink link;
    private static RedisHubs hubs;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
        link = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1)).open(Duration.ofSeconds(2));
        RedisFunctions.load(link).await();
        hubs = new RedisHubs(link, new KeySpace(), PARTITIONS);
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.flush();
    }

    @Test
    void a_hub_alone_has_everything() {
        assertThat(beat("a").shares()).containsExactly("a", "a", "a", "a");
    }

    @Test
    void three_hubs_share_four_partitions_with_as_few_moves_as_possible() {
        List<String> alone = beat("a").shares();
        List<String> two = beat("b").shares();
        List<String> three = beat("c").shares();

        assertThat(moves(alone, two)).isEqualTo(2);
        assertThat(moves(two, three)).isEqualTo(1);
        assertThat(sizes(three)).containsExactlyInAnyOrder(2, 1, 1);
        assertThat(beat("a").shares()).isEqualTo(three);
    }

    @Test
    void shares_differ_by_one_at_most_and_nothing_moves_without_need() {
        RedisHubs many = new RedisHubs(link, new KeySpace(), 13);
        List<String> before = many.beat(beat("h0", LONG)).await().shares();
        for (int n = 1; n < 7; n++) {
            List<String> after = many.beat(beat("h" + n, LONG)).await().shares();
            assertThat(moves(before, after)).isEqualTo(13 / (n + 1));
            before = after;
        }
        for (int n = 0; n < 6; n++) {
            String leaving = "h" + n;
            int its = (int) before.stream().filter(leaving::equals).count();
            many.leave(leaving, "1-x").await();
            List<String> after = many.look().await().shares();
            assertThat(moves(before, after)).isEqualTo(its);
            int least = 13 / (6 - n);
            assertThat(sizes(after)).allMatch(size -> size == least || size == least + 1);
            before = after;
        }
    }

    @Test
    void what_a_silent_hub_had_goes_to_the_others() {
        hubs.beat(beat("a", 400)).await();
        assertThat(beat("b").shares()).contains("a");

        Until.value("the shares", SOON, () -> beat("b").shares(), shares -> !shares.contains("a"));

        assertThat(state("a")).isEqualTo(Member.State.GONE);
    }

    @Test
    void a_hub_that_leaves_gives_its_share_away_and_does_not_come_back_by_a_late_beat() {
        beat("a");
        beat("b");

        hubs.leave("a", "1-x").await();
        Agreement late = beat("a");

        assertThat(late.shares()).containsOnly("b");
        assertThat(state("a")).isEqualTo(Member.State.LEAVING);
        assertThat(hubs.beat(new RedisHubs.Beat("a", "2-y", LONG, Set.of(), self()))
                        .await()
                        .shares())
                .contains("a");
    }

    @Test
    void the_last_hub_that_leaves_keeps_its_share_for_its_return() {
        beat("a");

        hubs.leave("a", "1-x").await();

        assertThat(hubs.look().await().shares()).containsOnly("a");
        assertThat(hubs.look().await().alive()).isZero();
    }

    @Test
    void a_partition_that_was_given_by_hand_stays_while_its_hub_is_alive() {
        beat("a");
        beat("b");
        for (int number = 0; number < 3; number++) {
            assertThat(hubs.pin(number, "b").await()).isEqualTo(RedisHubs.Pinned.DONE);
        }
        assertThat(beat("a").shares()).containsExactly("b", "b", "b", "a");

        hubs.leave("b", "1-x").await();
        assertThat(beat("a").shares()).containsOnly("a");
        hubs.beat(new RedisHubs.Beat("b", "2-y", LONG, Set.of(), self())).await();
        assertThat(beat("a").shares()).containsExactly("b", "b", "b", "a");

        hubs.unpin(0).await();
        assertThat(sizes(beat("a").shares())).containsExactly(2, 2);
        assertThat(beat("a").pins()).containsExactly("", "b", "b", "");
    }

    @Test
    void a_partition_cannot_be_given_to_nobody() {
        beat("a");
        hubs.beat(beat("b", ENDS)).await();
        Until.value("its end", SOON, () -> state("b"), Member.State.GONE::equals);

        assertThat(hubs.pin(0, "c").await()).isEqualTo(RedisHubs.Pinned.ABSENT);
        assertThat(hubs.pin(0, "b").await()).isEqualTo(RedisHubs.Pinned.GONE);
        assertThat(beat("a").pins()).containsOnly("");
    }

    @Test
    void a_later_process_under_the_same_id_replaces_the_earlier_one() {
        hubs.beat(new RedisHubs.Beat("a", "2-y", LONG, Set.of(), self())).await();

        assertThatThrownBy(() -> beat("a")).hasMessageStartingWith("REPLACED");
    }

    @Test
    void what_hubs_say_of_themselves_is_heard_by_all() {
        hubs.beat(new RedisHubs.Beat("a", "1-x", LONG, Set.of(8, 7), self())).await();

        Member heard = beat("b").members().get(0);

        assertThat(heard.self()).isEqualTo(self());
        assertThat(heard.ready()).containsExactlyInAnyOrder(7, 8);
        assertThat(heard.leaseMillis()).isEqualTo(LONG);
    }

    @Test
    void a_hub_that_left_is_forgotten_when_its_lease_is_over() {
        hubs.beat(beat("a", ENDS)).await();
        hubs.leave("a", "1-x").await();

        Until.value("the members", SOON, () -> beat("b").members(), members -> members.size() == 1);
    }

    private static Agreement beat(String hub) {
        return hubs.beat(beat(hub, LONG)).await();
    }

    private static RedisHubs.Beat beat(String hub, long lease) {
        return new RedisHubs.Beat(hub, "1-x", lease, Set.of(), self());
    }

    private static Self self() {
        return new Self("0.1.0", 1, "http://admin", "http://ingest", "k");
    }

    private static Member.State state(String hub) {
        return hubs.look().await().members().stream()
                .filter(member -> member.id().equals(hub))
                .map(Member::state)
                .findFirst()
                .orElseThrow();
    }

    private static long moves(List<String> before, List<String> after) {
        return IntStream.range(0, before.size())
                .filter(n -> !before.get(n).equals(after.get(n)))
                .count();
    }

    private static List<Integer> sizes(List<String> shares) {
        Map<String, List<String>> byHub = shares.stream().collect(groupingBy(hub -> hub));
        Collection<List<String>> parts = byHub.values();
        return new ArrayList<>(parts.stream().map(List::size).toList());
    }
}
