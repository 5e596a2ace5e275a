package dev.signalbox.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.config.Config.Durability;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {

    @TempDir
    private Path data;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private EmbeddedRedis redis;

    @AfterEach
    void stop() {
        vertx.close().await();
        if (redis != null) {
            redis.stop();
        }
    }

    @Test
    void it_fits_the_policy_takes_the_functions_and_lets_only_us_in() throws IOException {
        redis = start(System.getenv("PATH"));
        RedisLink link = link();

        RedisFunctions.load(link).await();
        String claimed = link.send(Request.cmd(
                        Command.FCALL,
                        RedisFunctions.JOURNAL.nameOf("sb_claim"),
                        "2",
                        "sb:{p0}:owner",
                        "sb:{p0}:head",
                        "h",
                        "1"))
                .await()
                .toString();

        assertThat(claimed).startsWith("[1, 1");
        assertThat(RedisPolicy.check(link, Durability.ALWAYS).await()).isEqualTo(new RedisPolicy.Outcome.Good());
        assertThat(new RedisLayout(link, new KeySpace()).settle(4).await()).isEqualTo(new RedisLayout.Outcome.Fits());
        assertThatThrownBy(() -> link.send(Request.cmd(Command.GET, "other")).await())
                .hasMessageStartingWith("NOPERM");
        try (PlainLink stranger = new PlainLink(port())) {
            assertThatThrownBy(() -> stranger.ask("PING")).hasMessageStartingWith("NOAUTH");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("redis/password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void hashes_of_records_are_kept_as_lists() throws IOException {
        redis = start(System.getenv("PATH"));

        assertThat(link().send(Request.cmd(Command.CONFIG, "GET", "hash-max-listpack-value"))
                        .await()
                        .toString())
                .contains("1024");
    }

    @Test
    void a_killed_one_is_started_again_with_its_data() throws InterruptedException {
        redis = start(System.getenv("PATH"));
        RedisLink link = link();
        link.send(Request.cmd(Command.HSET, "sb:kept", "a", "1")).await();
        link.transaction(List.of(
                        Request.cmd(Command.HSET, "sb:kept", "b", "2"), Request.cmd(Command.HSET, "sb:kept", "c", "3")))
                .await();
        BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
        link.onChange(changes::add);
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isTrue();

        ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();

        assertThat(changes.poll(10, TimeUnit.SECONDS)).isFalse();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isTrue();
        assertThat(link.send(Request.cmd(Command.HMGET, "sb:kept", "a", "b", "c"))
                        .await())
                .hasToString("[1, 2, 3]");
        assertThat(told.poll(10, TimeUnit.SECONDS)).contains("started again");
    }

    @Test
    void one_that_outlived_its_hub_is_adopted_and_a_stopped_one_started_anew() throws IOException {
        EmbeddedRedis outlived = start(System.getenv("PATH"));
        long pid = outlived.pid();

        redis = start(System.getenv("PATH"));
        assertThat(redis.pid()).isEqualTo(pid);

        outlived.stop();
        redis.stop();
        redis = start(System.getenv("PATH"));
        assertThat(redis.pid()).isNotEqualTo(pid);
    }

    @Test
    void without_one_on_the_path_the_carried_binary_is_used() throws IOException {
        redis = start("/nowhere");

        Path binary = RedisBinary.carried(data.resolve("redis/bin"));

        assertThat(ProcessHandle.of(redis.pid()).orElseThrow().info().command()).contains(binary.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(binary.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_carried_binary_that_was_changed_is_taken_out_anew() throws IOException {
        Path binary = RedisBinary.carried(data.resolve("bin"));
        Files.writeString(binary, "#!/bin/sh\n");

        Path again = RedisBinary.carried(data.resolve("bin"));

        assertThat(Files.size(again)).isGreaterThan(1_000_000);
    }

    @Test
    void a_port_that_was_taken_meanwhile_is_given_up_for_another() throws IOException {
        redis = start(System.getenv("PATH"));
        int before = port();
        redis.stop();

        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(before, 1, java.net.InetAddress.getLoopbackAddress())) {
            redis = start(System.getenv("PATH"));
            assertThat(port()).isNotEqualTo(taken.getLocalPort());
        }
    }

    private EmbeddedRedis start(String path) {
        try {
            return EmbeddedRedis.start(
                    new EmbeddedRedis.Setup(data, Durability.ALWAYS, path, new SecureRandom(), told::add));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private RedisLink link() {
        return new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1)).open(Duration.ofSeconds(1));
    }

    private int port() {
        String url = redis.endpoint().url();
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }
}
