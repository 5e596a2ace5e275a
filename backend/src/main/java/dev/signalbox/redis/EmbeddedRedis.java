package dev.signalbox.redis;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.signalbox.config.Config.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A Redis of our own on 127.0.0.1, kept running by a thread of its own. When the hub dies it lives on, and the next
 * start of the hub adopts it.
 */
@CheckReturnValue
public final class EmbeddedRedis {

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STOP_MILLIS = 1_500;

    private final RedisProcess process;
    private final Consumer<String> told;
    private final Thread supervisor;
    private volatile boolean stopping;

    /**
     * What the embedded Redis is to be.
     *
     * @param path where to look for a redis-server, as in the variable PATH
     * @param secrets for the password; must be a secure source
     * @param told gets one sentence whenever something happens to it
     */
    public record Setup(
            Path data, Durability durability, String path, RandomGenerator secrets, Consumer<String> told) {}

    private EmbeddedRedis(RedisProcess process, Consumer<String> told) {
        this.process = process;
        this.told = told;
        this.supervisor = new Thread(this::supervise, "embedded-redis");
        supervisor.setDaemon(true);
    }

    /**
     * Adopts the one that is alive, else starts one, and waits until it answers.
     *
     * @throws IOException when there is no redis-server, or it will not start; with what to do
     */
    public static EmbeddedRedis start(Setup setup) throws IOException {
        RedisProcess process = new RedisProcess(RedisIdentity.in(setup.data(), setup.secrets()), setup);
        process.adoptOrLaunch();
        EmbeddedRedis redis = new EmbeddedRedis(process, setup.told());
        redis.supervisor.start();
        return redis;
    }

    public RedisEndpoint endpoint() {
        return process.endpoint();
    }

    /** Where the one of this data folder was started last, for whoever may write beside the hub. */
    public static RedisEndpoint endpointIn(Path data) {
        return RedisIdentity.endpoint(data);
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it in order: its data is on disk when this returns. */
    public void stop() {
        stopping = true;
        supervisor.interrupt();
        process.shutdown(STOP_MILLIS);
    }

    private void supervise() {
        long pause = FIRST_PAUSE_MILLIS;
        try {
            while (!stopping) {
                long began = System.nanoTime();
                while (process.isAlive()) {
                    Thread.sleep(LOOK_EVERY_MILLIS);
                }
                pause = System.nanoTime() - began > SETTLED_NANOS ? FIRST_PAUSE_MILLIS : pause;
                told.accept("The embedded Redis has ended; it is started again. Its log: " + process.log());
                Thread.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
                relaunch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relaunch() throws InterruptedException {
        if (stopping) {
            return;
        }
        try {
            process.launchAgain();
            told.accept("The embedded Redis is back.");
        } catch (IOException e) {
            told.accept("The embedded Redis cannot be started: " + e.getMessage());
        }
    }
}
