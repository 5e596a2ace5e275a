package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.world.EmbeddedStore;
import dev.signalbox.proof.prove.world.Resp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the hub's embedded Redis holds: commits, instances, memory. */
final class Kept implements AutoCloseable {

    private static final long LOOK_NANOS = 10_000_000;

    private final Resp redis;
    private final int partitions;

    /** @param data of the hub */
    Kept(Path data, int partitions) throws IOException {
        this.redis = new EmbeddedStore(data).connect();
        this.partitions = partitions;
    }

    /** Over all partitions. */
    long commits() throws IOException {
        long sum = 0;
        for (int partition = 0; partition < partitions; partition++) {
            sum += number(redis.ask("HGET", "sb:{p" + partition + "}:owner", "commit"));
        }
        return sum;
    }

    /** Instances of a definition in a state. */
    long instances(String definition, String state) throws IOException {
        long sum = 0;
        for (int partition = 0; partition < partitions; partition++) {
            sum += number(redis.ask("ZCARD", "sb:{p" + partition + "}:instances:" + definition + ':' + state));
        }
        return sum;
    }

    /** Those in this state once there are so many of them, or no more came for so many seconds. */
    long await(String definition, String state, long count, double seconds) throws IOException {
        long seen = instances(definition, state);
        for (long since = System.nanoTime(); seen < count && System.nanoTime() - since < seconds * 1e9; ) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = instances(definition, state);
            since = now == seen ? since : System.nanoTime();
            seen = now;
        }
        return seen;
    }

    /** {@code used_memory}, in bytes. */
    long memory() throws IOException {
        return String.valueOf(redis.ask("INFO", "memory"))
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .map(line -> line.substring("used_memory:".length()).strip())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new CannotRun("Redis does not tell its memory"));
    }

    private static long number(@Nullable Object reply) {
        return reply == null ? 0 : Long.parseLong(String.valueOf(reply));
    }

    @Override
    public void close() throws IOException {
        redis.close();
    }
}
