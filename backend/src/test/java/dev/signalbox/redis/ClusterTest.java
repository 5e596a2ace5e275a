package dev.signalbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.config.Config.Durability;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redis Cluster refuses what is over several slots; one call per partition is not. */
class ClusterTest {

    private static final KeySpace KEYS = new KeySpace();

    private static TestRedis redis;
    private static Vertx vertx;
    private static RedisLink link;

    @BeforeAll
    static void start() {
        redis = TestRedis.startCluster();
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
    void what_goes_together_goes_one_by_one_over_several_slots() {
        redis.ask("SET", KEYS.head(1), "text");

        List<Object> results = link.together(List.of(put(0), put(1), put(2))).await();

        assertThat(results.get(0)).hasToString("1");
        assertThat((Throwable) results.get(1)).hasMessageStartingWith("WRONGTYPE");
        assertThat(results.get(2)).hasToString("1");
        assertThat(redis.ask("HGET", KEYS.head(2), "n")).isEqualTo("1");
    }

    @Test
    void a_transaction_over_several_slots_is_refused_and_writes_nothing() {
        assertThatThrownBy(() -> link.transaction(List.of(put(0), put(1))).await())
                .isInstanceOf(RedisLink.Refusal.class)
                .hasMessageContaining("CROSSSLOT");

        assertThat(redis.ask("DBSIZE")).isEqualTo("0");
    }

    @Test
    void the_keys_of_a_partition_are_of_one_slot_and_those_of_the_hub_are() {
        List<Object> partition = link.transaction(List.of(
                        put(3), Request.cmd(Command.HLEN, KEYS.owner(3)), Request.cmd(Command.XLEN, KEYS.journal(3))))
                .await();
        List<Object> hub = link.transaction(List.of(
                        Request.cmd(Command.HLEN, KEYS.hub("sources")), Request.cmd(Command.HLEN, KEYS.hub("layout"))))
                .await();

        assertThat(partition).hasSize(3).noneMatch(Throwable.class::isInstance);
        assertThat(hub).hasSize(2).noneMatch(Throwable.class::isInstance);
    }

    @Test
    void a_cluster_of_several_masters_is_refused_and_one_of_one_is_not() {
        assertThat(RedisPolicy.check(link, Durability.ALWAYS).await()).isEqualTo(new RedisPolicy.Outcome.Good());

        try (TestRedis one = TestRedis.startCluster();
                TestRedis two = TestRedis.startCluster()) {
            one.halve(two);
            RedisLink half = new RedisLinks(vertx, one.endpoint(), new SplittableRandom(1)).open(Duration.ofSeconds(1));

            assertThat(RedisPolicy.check(half, Durability.ALWAYS).await())
                    .isEqualTo(
                            new RedisPolicy.Outcome.Unusable(
                                    List.of(
                                            "This Redis is a Cluster of 2 masters: the hub can"
                                                    + " use one that holds all slots. Name such a one, or a Redis that is no Cluster.")));
        }
    }

    private static Request put(int partition) {
        return Request.cmd(Command.HSET, KEYS.head(partition), "n", "1");
    }
}
