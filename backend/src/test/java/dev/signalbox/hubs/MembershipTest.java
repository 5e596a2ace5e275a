package dev.signalbox.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one hub does is heard by the others, without waiting for a beat. */
final class MembershipTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    /** A beat comes each second then, and nobody is missed during a test. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private TestRedis redis;
    private Vertx vertx;
    private RedisLinks links;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
        links = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1));
        RedisFunctions.load(links.open(Duration.ofSeconds(2))).await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
        redis.close();
    }

    @Test
    void hubs_share_as_they_come_and_go() {
        Membership one = joined("a", "1-x", LEASE);
        assertThat(one.isAlone()).isTrue();
        assertThat(owned(one)).hasSize(4);

        Membership two = joined("b", "1-x", LEASE);
        Until.value("the even shares", SOON, () -> owned(one), owned -> owned.size() == 2);
        assertThat(owned(two)).hasSize(2);

        two.leave().await();
        assertThat(owned(two)).isEmpty();
        Until.value("the share of the other", SOON, () -> owned(one), owned -> owned.size() == 4);
    }

    @Test
    void a_hub_alone_beats_five_times_in_a_lease_and_no_more() {
        Membership one = joined("a", "1-x", Duration.ofSeconds(1));
        List<Long> beats = new CopyOnWriteArrayList<>();
        one.onHeard(agreed -> beats.add(agreed.time()));

        Until.value("beats after the word of its own coming", SOON, () -> beats, heard -> heard.size() >= 6);

        assertThat(beats.get(5) - beats.get(2)).isGreaterThanOrEqualTo(550);
    }

    @Test
    void a_hub_that_leaves_alone_keeps_its_share_to_its_end() {
        Membership one = joined("a", "1-x", LEASE);

        one.leave().await();

        assertThat(owned(one)).hasSize(4);
    }

    @Test
    void a_version_is_prepared_when_every_hub_that_has_joined_is_ready_for_it() {
        Membership one = joined("a", "1-x", LEASE);
        Membership two = joined("b", "1-x", LEASE);
        two.ready(Set.of(7));
        assertThatThrownBy(() -> one.prepared(7, 1).await()).hasMessageContaining("version 7");

        one.ready(Set.of(7));

        one.prepared(7, 400).await();
    }

    @Test
    void a_change_of_the_sources_is_heard_by_all() {
        Membership one = joined("a", "1-x", LEASE);
        List<Long> heard = new CopyOnWriteArrayList<>();
        one.onHeard(agreed -> heard.add(agreed.sources()));

        redis.ask(
                "FCALL",
                RedisFunctions.HUBS.nameOf("sb_sources"),
                "3",
                "sb:{hub}:sources",
                "sb:{hub}:sources:head",
                "sb:{hub}:news",
                "0",
                "0");

        Until.holds("the revision", SOON, () -> heard.contains(1L));
    }

    @Test
    void an_earlier_process_under_the_same_id_steps_down() {
        Membership one = joined("a", "1-x", Duration.ofSeconds(1));

        Membership two = joined("a", "2-y", Duration.ofSeconds(1));

        Until.holds("the end of the earlier one", SOON, one::isReplaced);
        assertThat(owned(one)).isEmpty();
        assertThat(owned(two)).hasSize(4);
    }

    @Test
    void nothing_is_taken_by_what_was_heard_before_the_lease() {
        Membership one = joined("a", "1-x", Duration.ofSeconds(1));
        assertThat(one.mayTake(0)).isTrue();

        redis.hang();
        Until.holds("the end of what was heard", SOON, () -> !one.mayTake(0));
        assertThat(one.has(0)).isTrue();

        redis.goOn();
        Until.holds("a beat", SOON, () -> one.mayTake(0));
    }

    private Membership joined(String id, String run, Duration lease) {
        Self self = new Self("1", 1, "", "", "k");
        Membership made = new Membership(vertx, links, new KeySpace(), 4, new Membership.Me(id, run, lease, self));
        made.join().await();
        return made;
    }

    private static List<Integer> owned(Membership hub) {
        return java.util.stream.IntStream.range(0, 4).filter(hub::has).boxed().toList();
    }
}
