package dev.signalbox.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisVitalsTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final KeySpace KEYS = new KeySpace();

    private static TestRedis redis;
    private static Vertx vertx;
    private static RedisLink link;

    private final RedisVitals vitals = new RedisVitals(
            link,
            KEYS,
            InstantSource.fixed(Instant.ofEpochMilli(NOW)),
            new RedisVitals.Setup(3, "always", Duration.ofDays(7)));

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
        link = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1)).open(Duration.ofSeconds(1));
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
    void a_hub_that_asks_nobody_has_no_oldest_question() {
        vitals.look().await();

        assertThat(vitals.approvals()).isEqualTo(new Gauges.Approvals(0, 0));
    }

    @Test
    void the_oldest_question_is_that_of_all_partitions() {
        ask(1, NOW - 60_000, "1-a/do/0/ask");
        ask(2, NOW - 90_000, "2-a/do/0/ask");
        ask(2, NOW - 10_000, "2-b/do/0/ask");

        vitals.look().await();

        assertThat(vitals.approvals()).isEqualTo(new Gauges.Approvals(3, 90_000));
    }

    /** The clock of the hub that asked may have been ahead. */
    @Test
    void no_question_is_younger_than_now() {
        ask(0, NOW + 5_000, "0-a/do/0/ask");

        vitals.look().await();

        assertThat(vitals.approvals()).isEqualTo(new Gauges.Approvals(1, 0));
    }

    private static void ask(int partition, long since, String member) {
        redis.ask("ZADD", KEYS.questions(partition), String.valueOf(since), member);
    }
}
