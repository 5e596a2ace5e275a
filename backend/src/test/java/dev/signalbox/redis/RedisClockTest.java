package dev.signalbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisClockTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private static TestRedis redis;
    private static Vertx vertx;
    private static RedisLink link;
    private final AtomicLong nanos = new AtomicLong(42);
    private final RedisClock clock = new RedisClock(nanos::get);

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        vertx = Vertx.vertx();
        link = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1)).open(Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() {
        link.close().await();
        vertx.close().await();
        redis.close();
    }

    @BeforeEach
    void look() {
        clock.look(link).await();
    }

    @Test
    void it_tells_the_time_of_redis() {
        assertThat(clock.instant()).isCloseTo(ofRedis(), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void between_two_looks_it_goes_on_by_the_monotonic_clock_alone() {
        Instant before = clock.instant();

        nanos.addAndGet(MINUTE);

        assertThat(clock.instant()).isEqualTo(before.plusNanos(MINUTE));
    }

    @Test
    void it_is_put_right_when_redis_tells_another_time() {
        nanos.addAndGet(60 * MINUTE);

        clock.look(link).await();

        assertThat(clock.instant()).isCloseTo(ofRedis(), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void a_slow_answer_puts_nothing_right() {
        Instant before = clock.instant();
        var slow = clock.look(link);
        nanos.addAndGet(60 * MINUTE);
        slow.await();

        assertThat(clock.instant()).isEqualTo(before.plusNanos(60 * MINUTE));
    }

    private static Instant ofRedis() {
        String[] told = redis.ask("TIME").split("\n", -1);
        return Instant.ofEpochSecond(Long.parseLong(told[0]));
    }
}
