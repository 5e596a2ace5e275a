package dev.signalbox.testing;

import dev.signalbox.redis.PlainLink;
import dev.signalbox.redis.RedisEndpoint;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Redis on a free port of this machine with the hub's policy. It can be killed, stopped and started again. With
 * the system property {@value #CLUSTER} each is the only node of a Redis Cluster, which refuses calls over several slots.
 */
public final class TestRedis implements AutoCloseable {

    public static final String CLUSTER = "signalbox.test.cluster";

    private static final String BEFORE_HALF = "8191";
    private static final String HALF = "8192";
    private static final String LAST_SLOT = "16383";
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Path folder;
    private final int port;
    private final List<String> flags;
    private final boolean cluster;
    private final int busPort;
    private Process process;

    private TestRedis(List<String> flags, boolean cluster) throws IOException {
        this.folder = Files.createTempDirectory("signalbox-redis");
        this.port = freePort();
        this.flags = flags;
        this.cluster = cluster;
        this.busPort = freePort();
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /**
     * One that answers.
     *
     * @param flags more arguments for redis-server; a later one wins
     */
    public static TestRedis start(String... flags) {
        return start(List.of(flags), isCluster());
    }

    /** One that is the only node of a Cluster. */
    public static TestRedis startCluster() {
        return start(List.of(), true);
    }

    private static TestRedis start(List<String> flags, boolean cluster) {
        try {
            TestRedis redis = new TestRedis(flags, cluster);
            redis.awaitPong();
            if (cluster) {
                redis.takeAllSlots();
            }
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all that ask for a Redis get a Cluster. */
    public static boolean isCluster() {
        return Boolean.getBoolean(CLUSTER);
    }

    /** Gives the upper half of the slots to another one that is a Cluster, so that they are two masters of one. */
    public void halve(TestRedis other) {
        ask("CLUSTER", "DELSLOTSRANGE", HALF, LAST_SLOT);
        other.ask("CLUSTER", "DELSLOTSRANGE", "0", BEFORE_HALF);
        ask("CLUSTER", "MEET", "127.0.0.1", "" + other.port, "" + other.busPort);
        Until.holds("two masters", Duration.ofNanos(DEADLINE_NANOS), () -> ask("CLUSTER", "INFO")
                .contains("cluster_size:2"));
    }

    private void takeAllSlots() {
        ask("CLUSTER", "ADDSLOTSRANGE", "0", LAST_SLOT);
        awaitSlots();
    }

    private void awaitSlots() {
        Until.holds("the slots of the only node", Duration.ofNanos(DEADLINE_NANOS), () -> ask("CLUSTER", "INFO")
                .contains("cluster_state:ok"));
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public Path folder() {
        return folder;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public RedisEndpoint endpoint() {
        return RedisEndpoint.of(url());
    }

    /** Asks by a connection of its own; see {@link PlainLink#ask}. */
    public String ask(String... words) {
        try (PlainLink link = new PlainLink(port)) {
            return link.ask(words);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", words), e);
        }
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Starts it again on the same folder and port. */
    public void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitPong();
        if (cluster) {
            awaitSlots();
        }
    }

    /** Lets it hang: connections stay open, nothing is answered. */
    public void hang() {
        signal("-STOP");
    }

    public void goOn() {
        signal("-CONT");
    }

    /** Forgets all keys; Functions stay. */
    public void flush() {
        ask("FLUSHALL");
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(binary(), "--port", "" + port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", folder.toString(), "--save", "", "--appendonly", "yes"));
        command.addAll(List.of("--appendfsync", "always", "--maxmemory-policy", "noeviction"));
        if (cluster) {
            command.addAll(List.of("--cluster-enabled", "yes", "--cluster-port", "" + busPort));
        }
        command.addAll(flags);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("redis.log").toFile()))
                .start();
    }

    private static String binary() throws IOException {
        for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path found = Path.of(place, "redis-server");
            if (Files.isExecutable(found)) {
                return found.toString();
            }
        }
        return carried();
    }

    private static String carried() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String name = "redis-server-7.0.15-" + system + "-" + machine;
        Path target = Files.createTempDirectory("signalbox-redis-binary").resolve(name);
        try (InputStream in = TestRedis.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IOException("no redis-server on PATH and none carried for " + system + " " + machine);
            }
            Files.copy(in, target);
        }
        if (!target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
        return target.toString();
    }

    private void awaitPong() {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("redis-server does not answer; see " + folder.resolve("redis.log"));
            }
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (PlainLink link = new PlainLink(port)) {
            return link.ask("PING").equals("PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", name, "" + process.pid()).start();
            kill.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
