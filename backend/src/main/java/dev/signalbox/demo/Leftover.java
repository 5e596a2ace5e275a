package dev.signalbox.demo;

import dev.signalbox.config.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Processes that a hub on this folder has started, found by the files in which they wrote their numbers. */
final class Leftover {

    private static final long PATIENCE_SECONDS = 5;

    private Leftover() {}

    /** The embedded Redis of this folder, when it is alive. */
    static Optional<ProcessHandle> redis(Path folder) {
        return alive(folder.resolve("redis").resolve("redis.pid"), "redis", "valkey");
    }

    /** The hub of this folder, when it is alive. */
    static Optional<Long> hub(Path folder) {
        return alive(folder.resolve("pid"), "java").map(ProcessHandle::pid);
    }

    private static Optional<ProcessHandle> alive(Path file, String... names) {
        String pid = read(file);
        if (pid == null || !pid.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .filter(process -> isOneOf(process, names));
    }

    private static boolean isOneOf(ProcessHandle process, String... names) {
        String command = process.info().command().orElse("");
        for (String name : names) {
            if (command.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String read(Path file) {
        try {
            return Files.exists(file) ? PrivateFile.read(file) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Ends the Redis that a killed hub has left behind: all that it acknowledged is on disk. */
    static void endRedis(Path folder) {
        redis(folder).ifPresent(process -> {
            if (!process.destroy() || !ends(process)) {
                boolean ignored = process.destroyForcibly() && ends(process);
            }
        });
    }

    private static boolean ends(ProcessHandle process) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            return !end.get(PATIENCE_SECONDS, TimeUnit.SECONDS).isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        }
    }
}
