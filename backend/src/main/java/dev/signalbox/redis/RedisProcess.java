package dev.signalbox.redis;

import dev.signalbox.config.Config.Durability;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One redis-server process over our folder: found alive or launched, asked whether it answers, shut down. */
final class RedisProcess {

    private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);
    private static final int TRIES = 3;
    private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LOOK_EVERY_MILLIS = 20;

    /**
     * A rewrite takes a processor for a second, and Redis' own 64 MB are written every quarter of a minute under load; 256 MB are
     * read back in less than two seconds.
     */
    private static final String REWRITTEN_FROM = "256mb";

    /**
     * The record of an instance and a line of its timeline have fields above Redis' own 64 bytes, which makes a table of a hash of
     * ten fields; as a list a waiting instance takes a third less. A field of a list is looked for from its beginning: up to 30 µs
     * in one of 500 fields, and beyond 512 it becomes a table anyway.
     */
    private static final String LISTED_UP_TO = "1024";

    private final RedisIdentity identity;
    private final EmbeddedRedis.Setup setup;
    private volatile @Nullable ProcessHandle handle;
    private volatile int port;

    /** What a Redis says when it is asked whether it is there. */
    private enum Answer {
        READY,
        LOADING,
        STRANGE,
        NONE
    }

    RedisProcess(RedisIdentity identity, EmbeddedRedis.Setup setup) {
        this.identity = identity;
        this.setup = setup;
    }

    /** One that is alive over our folder is never doubled: two would write the same files. */
    void adoptOrLaunch() throws IOException {
        port = identity.port();
        ProcessHandle left = leftOver().orElse(null);
        if (left != null) {
            handle = left;
            if (awaitReady()) {
                setup.told()
                        .accept("The embedded Redis of an earlier start is alive (pid " + left.pid()
                                + ") and is used on.");
                return;
            }
        }
        for (int i = 0; i < TRIES; i++) {
            port = port == 0 || i > 0 || !isFree(port) ? freePort() : port;
            identity.remember(port);
            launch();
            if (awaitReady()) {
                return;
            }
        }
        throw new IOException(ended());
    }

    /** On the same port, since our connections come back there. */
    void launchAgain() throws IOException {
        launch();
        if (!awaitReady()) {
            throw new IOException(ended());
        }
    }

    private String ended() throws IOException {
        List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        return "redis-server ended at once; its log " + log() + " ends with: "
                + (lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1));
    }

    RedisEndpoint endpoint() {
        return new RedisEndpoint("redis://127.0.0.1:" + port, RedisIdentity.USER, identity.password());
    }

    long pid() {
        ProcessHandle held = handle;
        return held == null ? -1 : held.pid();
    }

    boolean isAlive() {
        ProcessHandle held = handle;
        return held != null && held.isAlive();
    }

    Path log() {
        return identity.folder().resolve("redis.log");
    }

    /** Asks it to end, then tells it to; all that was acknowledged is on disk, so one that hangs may be killed. */
    void shutdown(long millis) {
        ProcessHandle held = handle;
        if (held == null) {
            return;
        }
        try (PlainLink link = new PlainLink(port)) {
            String ignored = link.ask("AUTH", RedisIdentity.USER, identity.password()) + link.ask("SHUTDOWN", "NOSAVE");
        } catch (IOException e) {
            LOG.debug("the connection ends with the embedded Redis: {}", e.getMessage());
        }
        if (!ends(held, millis) && held.destroy() && !ends(held, millis)) {
            setup.told().accept("The embedded Redis did not end within " + 2 * millis + " ms and is killed.");
            boolean ignored = held.destroyForcibly();
        }
    }

    private static boolean ends(ProcessHandle held, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (held.isAlive() && System.nanoTime() < end) {
            pause();
        }
        return !held.isAlive();
    }

    private Optional<ProcessHandle> leftOver() throws IOException {
        Path file = identity.folder().resolve("redis.pid");
        if (port == 0 || !Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        return text.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(text))
                        .filter(ProcessHandle::isAlive)
                        .filter(RedisProcess::isRedis);
    }

    private static boolean isRedis(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("redis") || command.contains("valkey"))
                .orElse(false);
    }

    private void launch() throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A Ctrl-C in the terminal is for the hub, which first drains and then ends Redis.
            command.add("/usr/bin/setsid");
        }
        command.add(
                RedisBinary.find(setup.path(), identity.folder().resolve("bin")).toString());
        command.addAll(flags());
        handle = new ProcessBuilder(command)
                .directory(identity.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start()
                .toHandle();
    }

    private List<String> flags() throws IOException {
        Path folder = identity.folder();
        List<String> flags = new ArrayList<>(List.of("--bind", "127.0.0.1", "--port", "" + port));
        flags.addAll(List.of(
                "--dir",
                folder.toString(),
                "--pidfile",
                folder.resolve("redis.pid").toString()));
        flags.addAll(List.of(
                "--logfile", log().toString(), "--aclfile", identity.writeAcl().toString()));
        flags.addAll(List.of("--maxmemory", "" + quarterOfMemory(), "--maxmemory-policy", "noeviction"));
        flags.addAll(List.of("--save", "", "--appendonly", "yes", "--no-appendfsync-on-rewrite", "no"));
        flags.addAll(List.of("--auto-aof-rewrite-min-size", REWRITTEN_FROM));
        flags.addAll(List.of("--hash-max-listpack-value", LISTED_UP_TO));
        flags.addAll(List.of("--appendfsync", setup.durability() == Durability.RELAXED ? "everysec" : "always"));
        return flags;
    }

    private static long quarterOfMemory() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getTotalMemorySize()
                / 4;
    }

    /** Waits as long as it lives and loads; false when it ended or is none of ours. */
    private boolean awaitReady() throws IOException {
        long silentUntil = System.nanoTime() + SILENT_NANOS;
        while (isAlive()) {
            Answer answer = ask();
            if (answer == Answer.READY) {
                return true;
            }
            silentUntil = answer == Answer.LOADING ? System.nanoTime() + SILENT_NANOS : silentUntil;
            if (System.nanoTime() > silentUntil) {
                throw new IOException("redis-server (pid " + pid() + ") holds " + identity.folder()
                        + " but does not answer on port " + port + ": end it, then start again");
            }
            pause();
        }
        return false;
    }

    private Answer ask() {
        try (PlainLink link = new PlainLink(port)) {
            String authenticated = link.ask("AUTH", RedisIdentity.USER, identity.password());
            return authenticated.equals("OK") && link.ask("PING").equals("PONG") ? Answer.READY : Answer.STRANGE;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).startsWith("LOADING") ? Answer.LOADING : Answer.NONE;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
