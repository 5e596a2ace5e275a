package dev.signalbox.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.config.Config.Durability;
import dev.signalbox.redis.RedisPolicy.Outcome;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisPolicyTest {

    private static TestRedis redis;
    private static Vertx vertx;
    private static RedisLink link;

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

    @ParameterizedTest
    @CsvSource({
        "appendonly, no, yes",
        "appendfsync, everysec, always",
        "no-appendfsync-on-rewrite, yes, no",
        "maxmemory-policy, allkeys-lru, noeviction"
    })
    void a_wrong_setting_is_named_with_the_line_that_puts_it_right(String name, String wrong, String right) {
        redis.ask("CONFIG", "SET", name, wrong);

        Outcome outcome = RedisPolicy.check(link, Durability.ALWAYS).await();
        redis.ask("CONFIG", "SET", name, right);

        assertThat(((Outcome.Wrong) outcome).sentences())
                .singleElement()
                .asString()
                .endsWith("Run: CONFIG SET " + name + " " + right);
        assertThat(RedisPolicy.check(link, Durability.ALWAYS).await()).isEqualTo(new Outcome.Good());
    }

    @Test
    void relaxed_durability_may_write_to_disk_each_second() {
        redis.ask("CONFIG", "SET", "appendfsync", "everysec");

        Outcome outcome = RedisPolicy.check(link, Durability.RELAXED).await();
        redis.ask("CONFIG", "SET", "appendfsync", "always");

        assertThat(outcome).isEqualTo(new Outcome.Good());
    }

    @Test
    void a_replica_is_refused() {
        redis.ask("REPLICAOF", "127.0.0.1", "1");

        Outcome outcome = RedisPolicy.check(link, Durability.ALWAYS).await();
        redis.ask("REPLICAOF", "NO", "ONE");

        assertThat(outcome)
                .isEqualTo(new Outcome.Unusable(
                        List.of("This Redis is a replica: connect to its master, or run REPLICAOF NO ONE.")));
    }

    @Test
    void one_that_refuses_config_is_unverified() {
        redis.ask("ACL", "SETUSER", "shy", "on", ">pw", "~*", "+@all", "-config");
        RedisEndpoint shy = new RedisEndpoint(redis.url(), "shy", "pw");

        Outcome outcome = RedisPolicy.check(
                        new RedisLinks(vertx, shy, new SplittableRandom(1)).open(Duration.ofSeconds(1)),
                        Durability.ALWAYS)
                .await();

        assertThat(((Outcome.Unverified) outcome).reason()).contains("--durability unverified");
    }

    @Test
    void another_number_of_partitions_or_a_newer_layout_is_refused_in_words() {
        RedisLayout layout = new RedisLayout(link, new KeySpace());
        assertThat(layout.settle(4).await()).isEqualTo(new RedisLayout.Outcome.Fits());

        assertThat(layout.settle(8).await()).asString().contains("Start with --partitions 4.");

        redis.ask("HSET", "sb:{hub}:layout", "version", "99");
        assertThat(layout.settle(4).await()).asString().contains("newer hub");
    }
}
