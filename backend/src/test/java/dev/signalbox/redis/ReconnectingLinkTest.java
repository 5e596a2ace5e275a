package dev.signalbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconnectingLinkTest {

    private static TestRedis redis;
    private static Vertx vertx;
    private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
    private RedisLink link;

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
    void open() throws InterruptedException {
        link = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1)).open(Duration.ofMillis(600));
        link.onChange(changes::add);
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void close() {
        link.close().await();
    }

    @Test
    void a_transaction_has_the_error_of_a_request_at_its_place() {
        redis.ask("SET", "{a}text", "x");

        List<Object> results = link.transaction(List.of(
                        Request.cmd(Command.SET, "{a}", "1"),
                        Request.cmd(Command.HGET, "{a}text", "field"),
                        Request.cmd(Command.GET, "{a}")))
                .await();

        assertThat(results.get(0)).hasToString("OK");
        assertThat((Throwable) results.get(1)).hasMessageStartingWith("WRONGTYPE");
        assertThat(results.get(2)).hasToString("1");
    }

    @Test
    void functions_that_redis_has_lost_are_loaded_again() {
        RedisFunctions.load(link).await();
        redis.ask("FUNCTION", "FLUSH");

        assertThatThrownBy(() -> link.send(hubs()).await()).hasMessageStartingWith("ERR Function not found");
        Until.holds("the Functions are back", Duration.ofSeconds(10), () -> succeeds(link.send(hubs())));

        redis.ask("FUNCTION", "FLUSH");
        List<Object> results = link.transaction(List.of(hubs())).await();
        assertThat((Throwable) results.get(0)).hasMessageStartingWith("ERR Function not found");
        Until.holds("the Functions are back", Duration.ofSeconds(10), () -> succeeds(link.send(hubs())));
    }

    private static Request hubs() {
        return RedisFunctions.HUBS
                .call("sb_hubs")
                .arg(5)
                .arg("{a}1")
                .arg("{a}2")
                .arg("{a}3")
                .arg("{a}4")
                .arg("{a}5")
                .arg(4);
    }

    private static boolean succeeds(Future<?> asked) {
        asked.otherwiseEmpty().await();
        return asked.succeeded();
    }

    @Test
    void a_transaction_that_is_cut_off_finds_redis_away() throws InterruptedException {
        redis.hang();
        Future<List<Object>> cutOff = link.transaction(List.of(Request.cmd(Command.SET, "a", "1")));

        redis.kill();

        redis.restart();
        assertThatThrownBy(cutOff::await).isInstanceOf(RedisLink.Away.class).hasMessageContaining("did not answer");
    }

    @Test
    void a_refused_transaction_has_the_words_of_redis() {
        redis.ask("CONFIG", "SET", "maxmemory", "1");

        assertThatThrownBy(() -> link.transaction(List.of(Request.cmd(Command.SET, "a", "1")))
                        .await())
                .isInstanceOf(RedisLink.Refusal.class)
                .hasMessageStartingWith("OOM ")
                .matches(RedisTrouble::passes);

        redis.ask("CONFIG", "SET", "maxmemory", "0");
    }

    @Test
    void requests_of_many_threads_keep_the_order_of_each() {
        for (int i = 0; i < 500; i++) {
            link.send(Request.cmd(Command.RPUSH, "list", "" + i)).onComplete(ignored -> {});
        }

        String last =
                link.send(Request.cmd(Command.LINDEX, "list", "-1")).await().toString();

        assertThat(last).isEqualTo("499");
    }

    @Test
    void a_killed_redis_is_told_and_found_again() throws InterruptedException {
        redis.kill();

        assertThat(changes.poll(5, TimeUnit.SECONDS)).isFalse();
        assertThatThrownBy(() -> link.send(Request.cmd(Command.PING)).await()).isInstanceOf(RedisLink.Away.class);

        redis.restart();

        assertThat(changes.poll(5, TimeUnit.SECONDS)).isTrue();
        assertThat(link.send(Request.cmd(Command.PING)).await()).hasToString("PONG");
    }

    @Test
    void a_hanging_redis_is_noticed_without_any_request_and_found_again() throws InterruptedException {
        redis.hang();

        assertThat(changes.poll(5, TimeUnit.SECONDS)).isFalse();
        assertThatThrownBy(() -> link.send(Request.cmd(Command.PING)).await()).isInstanceOf(RedisLink.Away.class);

        redis.goOn();

        assertThat(changes.poll(5, TimeUnit.SECONDS)).isTrue();
    }
}
