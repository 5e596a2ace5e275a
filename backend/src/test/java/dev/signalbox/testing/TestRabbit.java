package dev.signalbox.testing;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A real RabbitMQ of one node, with its own name, ports, epmd, cookie and folders: it meets no other on this machine. It can
 * be stopped and started again.
 */
public final class TestRabbit implements AutoCloseable {

    private static final String PROGRAM = "rabbitmq-server";
    private static final Path LIBRARY = Path.of("/usr/lib/rabbitmq/bin", PROGRAM);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = Programs.freePort();
    private final int guarded = Programs.freePort();
    private final int distribution = Programs.freePort();
    private final int names = Programs.freePort();
    private Process process;

    private TestRabbit() throws IOException {
        this.folder = Files.createTempDirectory("signalbox-rabbit");
    }

    /** Skips the test by name where there is no RabbitMQ on this machine; on CI that is a failure. */
    public static TestRabbit start() {
        Programs.need(PROGRAM, LIBRARY.getParent());
        try {
            TestRabbit rabbit = new TestRabbit();
            Runtime.getRuntime().addShutdownHook(new Thread(rabbit::kill));
            Files.createDirectories(rabbit.folder.resolve("plugins"));
            rabbit.configure();
            rabbit.restart();
            return rabbit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for all tests of this process, which take queues of their own; it ends with the process. */
    public static TestRabbit shared() {
        return Shared.RABBIT;
    }

    private static final class Shared {
        private static final TestRabbit RABBIT = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(RABBIT::close));
        }
    }

    /** {@code host:port} */
    public String server() {
        return "127.0.0.1:" + port;
    }

    /** {@code host:port} where TLS is spoken, with a {@link TestCertificate}. */
    public String guarded() {
        return "127.0.0.1:" + guarded;
    }

    private void configure() throws IOException {
        TestCertificate certificate = TestCertificate.shared();
        Files.writeString(
                folder.resolve("rabbitmq.conf"),
                String.join(
                        "\n",
                        "listeners.ssl.1 = 127.0.0.1:" + guarded,
                        "ssl_options.cacertfile = " + certificate.certificate(),
                        "ssl_options.certfile = " + certificate.certificate(),
                        "ssl_options.keyfile = " + certificate.key(),
                        "ssl_options.verify = verify_none",
                        ""));
    }

    /** Starts it and waits until it answers. */
    public void restart() {
        try {
            ProcessBuilder builder = new ProcessBuilder(LIBRARY.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("out.log").toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("RABBITMQ_"));
            builder.environment().putAll(environment());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Until.holds("RabbitMQ, see " + folder, DEADLINE, () -> {
            try (Connection connection = connect()) {
                return connection.isOpen();
            }
        });
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("RABBITMQ_NODENAME", "signalbox-" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
                Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distribution)),
                Map.entry("ERL_EPMD_PORT", Integer.toString(names)),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none-env").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        folder.resolve("none-plugins").toString()),
                Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 2:2 +sbwt none"));
    }

    /**
     * SIGTERM, and the wait for its end. A queue that was made in the last minutes may not find its leader again after a
     * SIGKILL: what the node knows of its terms is written from time to time only.
     */
    public void stop() {
        process.descendants().forEach(ProcessHandle::destroy);
        Until.holds("the end of RabbitMQ, see " + folder, DEADLINE, () -> !process.isAlive());
    }

    /** SIGKILL to all that it has started. */
    private void kill() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** As the user guest, whom the hub is as well when it says no other. */
    public Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.useBlockingIo();
        factory.setPort(port);
        factory.setHost("127.0.0.1");
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    /** Makes a quorum queue. */
    public void queue(String name, Map<String, Object> more) throws IOException, TimeoutException {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            Map<String, Object> arguments = new java.util.HashMap<>(more);
            arguments.put("x-queue-type", "quorum");
            channel.queueDeclare(name, true, false, false, arguments);
        }
    }

    @Override
    public void close() {
        kill();
        endNames();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of nodes are kept by a daemon of its own, which is told to end on our port only. */
    private void endNames() {
        try {
            Process epmd = new ProcessBuilder("epmd", "-port", Integer.toString(names), "-kill")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            epmd.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
