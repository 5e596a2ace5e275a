package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Payload;
import dev.signalbox.hubs.Agreement;
import dev.signalbox.hubs.Membership;
import dev.signalbox.hubs.Self;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.rulebook.CaseWorld;
import dev.signalbox.rulebook.Cases;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.rulebook.Rulebooks;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What could not be loaded at first is loaded as soon as it can be, though the hubs agree upon nothing new. */
final class FollowedRulebookTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final KeySpace KEYS = new KeySpace();

    private final List<Integer> prepared = new CopyOnWriteArrayList<>();
    private TestRedis redis;
    private Vertx vertx;
    private RedisPacks packs;
    private Rulebooks rulebooks;
    private Membership membership;
    private FollowedRulebook followed;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
        RedisLinks links = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1));
        RedisFunctions.load(links.open(Duration.ofSeconds(2))).await();
        packs = new RedisPacks(links.open(Duration.ofSeconds(2)), KEYS);
        packs.open().await();
        rulebooks = new Rulebooks(
                vertx,
                packs,
                new PackCheck(new PackCheck.Setup(
                        (name, yaml) -> List.of(),
                        (pack, yaml) -> List.of(),
                        new Cases(new CaseWorld(
                                path -> Payload.EMPTY, example -> Payload.EMPTY, delivery -> null, 1, key -> 0)),
                        Duration.ofDays(7))));
        membership = new Membership(
                vertx,
                links,
                KEYS,
                4,
                new Membership.Me("h1", "1-x", Duration.ofSeconds(60), new Self("test", 1, "", "", "key")));
        followed = new FollowedRulebook(membership, rulebooks, version -> {
            prepared.add(version);
            return Future.succeededFuture();
        });
    }

    @AfterEach
    void stop() {
        vertx.close().await();
        redis.close();
    }

    @Test
    void the_active_version_is_loaded_again_when_it_could_not_be() {
        hear(1, 1);
        assertThat(rulebooks.active().version()).isZero();

        write(1);

        Until.value("the active version", SOON, () -> rulebooks.active().version(), version -> version == 1);
    }

    @Test
    void a_version_to_come_is_prepared_when_it_could_not_be_loaded_at_first() {
        write(1);
        hear(1, 2);
        assertThat(prepared).isEmpty();

        write(2);

        Until.value("the preparation", SOON, () -> prepared, versions -> versions.equals(List.of(2)));
    }

    @Test
    void what_failed_while_redis_was_away_is_done_when_it_is_back() {
        write(1);
        write(2);
        redis.kill();
        Until.holds(
                "a Redis that is away",
                SOON,
                () -> packs.active().map(false).otherwise(true).await());
        hear(1, 2);

        redis.restart();

        Until.value("the active version", SOON, () -> rulebooks.active().version(), version -> version == 1);
        Until.value("the preparation", SOON, () -> prepared, versions -> versions.equals(List.of(2)));
    }

    /** Returns when what was asked for by then is answered: a link answers in order. */
    private void hear(int active, int last) {
        Agreement agreed = new Agreement(1, 0, active, last, List.of(), List.of(), List.of());
        var heard = new CompletableFuture<Boolean>();
        membership.run(() -> {
            followed.accept(agreed);
            packs.version(last).onComplete(any -> heard.complete(any.succeeded()));
        });
        heard.join();
    }

    private void write(int version) {
        redis.ask(
                "HSET",
                KEYS.hub("rulebook:versions"),
                "" + version,
                "{\"number\":0,\"base\":0,\"note\":\"\",\"author\":\"\",\"time\":0,\"packs\":{}}");
    }
}
