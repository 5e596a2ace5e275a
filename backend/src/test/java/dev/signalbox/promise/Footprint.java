package dev.signalbox.promise;

import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.TestRedis;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a hub takes up.
 *
 * @param heap bytes after a full collection
 * @param series of {@code /metrics}
 */
record Footprint(long heap, long redisKeys, long redisBytes, long series) {

    static Footprint of(long pid, HubClient hub, TestRedis redis) throws IOException, InterruptedException {
        collect(pid);
        String metrics = hub.text("/metrics");
        return new Footprint(
                value(metrics, "jvm_memory_bytes_used{area=\"heap\",} "),
                Long.parseLong(redis.ask("DBSIZE").strip()),
                value(redis.ask("INFO", "memory"), "used_memory:"),
                metrics.lines().filter(line -> !line.startsWith("#")).count());
    }

    private static void collect(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        int code =
                new ProcessBuilder(jcmd, Long.toString(pid), "GC.run").start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("jcmd ended with " + code);
        }
    }

    private static long value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + text));
    }
}
