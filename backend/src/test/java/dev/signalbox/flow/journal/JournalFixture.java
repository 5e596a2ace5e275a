package dev.signalbox.flow.journal;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal over a real Redis, empty before each test. */
abstract class JournalFixture {

    static final KeySpace KEYS = new KeySpace();
    static TestRedis redis;
    static Vertx vertx;

    @TempDir
    Path guard;

    RedisLinks links;
    RedisJournal journal;

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

    RedisJournal journal(Duration window) {
        return journal(links, window);
    }

    RedisJournal journal(RedisLinks links, Duration window) {
        return new RedisJournal(
                vertx,
                links,
                new RedisJournal.Setup(
                        "h1", 1, Duration.ofSeconds(5), window, guard.resolve("guard"), KEYS, Failpoints.NONE));
    }

    /** Moves the end of the current bucket into the past, as waiting half a window would. */
    static void endBucket() {
        long at = Long.parseLong(redis.ask("HGET", KEYS.head(0), "at"));
        redis.ask("HSET", KEYS.head(0), "until", "" + at);
    }

    static Offer event(String id) {
        return event(id, "{}");
    }

    static Offer event(String id, String data) {
        Envelope envelope = new Envelope(
                new EventId("shop", "", id), "t", "s", null, "x", Payload.of(data.getBytes(StandardCharsets.UTF_8)));
        return new Offer(Kind.EVENT, envelope, "key", null, 1, 2, 0);
    }
}
