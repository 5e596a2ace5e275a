package dev.signalbox.rulebook;

import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Packs in a real Redis, empty before each test, and what activates them. */
abstract class PacksFixture {

    static final KeySpace KEYS = new KeySpace();
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    static final String SHIP = "rule \"ship\" when Event( type == \"order.placed\" ) then hub.start( \"ship\" ); end\n";

    static final PackCheck CHECK = new PackCheck(new PackCheck.Setup(
            (name, yaml) -> yaml.contains("broken")
                    ? List.of(Diagnostic.error(new Diagnostic.Spot(1, 1, 1), "definition", name, null))
                    : List.of(),
            (pack, yaml) -> List.of(),
            new Cases(new CaseWorld(path -> Payload.EMPTY, example -> Payload.EMPTY, delivery -> null, 1, key -> 0)),
            Duration.ofDays(7)));

    static TestRedis redis;
    static Vertx vertx;
    RedisLinks links;
    RedisJournal journal;
    RedisPacks packs;
    Rulebooks rulebooks;

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

    @TempDir
    Path folder;

    final ArmedFailpoints failpoints = new ArmedFailpoints();

    @BeforeEach
    void open() {
        redis.flush();
        links = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1));
        journal = new RedisJournal(
                vertx,
                links,
                new RedisJournal.Setup(
                        "h1",
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofDays(7),
                        folder.resolve("guard"),
                        KEYS,
                        Failpoints.NONE));
        journal.ready().await();
        packs = new RedisPacks(links.open(Duration.ofSeconds(2)), KEYS);
        packs.open().await();
        rulebooks = new Rulebooks(vertx, packs, CHECK);
    }

    @AfterEach
    void close() {
        journal.close().await();
        links.close().await();
    }

    Activation activation(IntFunction<Future<Void>> prepare) {
        Owners owners = new Owners() {
            @Override
            public Future<Void> prepare(int version) {
                return prepare.apply(version);
            }

            @Override
            public Future<Void> follow(Pack pack) {
                return Future.succeededFuture();
            }
        };
        return new Activation(vertx, packs, CHECK, rulebooks, journal, owners, CLOCK, 500, failpoints);
    }

    Activated activate(String pack) {
        return activation(version -> Future.succeededFuture())
                .activate(pack, "note", "ann", null)
                .await();
    }

    long save(String pack, String rules, Map<String, String> definitions, Map<String, String> cases) {
        Pack texts = new Pack(pack, Forms.pack(pack, rules), definitions, null, cases);
        Draft.Saved saved = packs.save(new Draft(texts, 0, "ann", 1), null).await();
        return ((Draft.Saved.Done) saved).revision();
    }
}
