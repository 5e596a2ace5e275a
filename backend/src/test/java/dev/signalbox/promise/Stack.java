package dev.signalbox.promise;

import dev.signalbox.docker.DockerFiles;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.Programs;
import dev.signalbox.testing.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What compose.yaml starts, without containers: the same files and commands, with other addresses. */
final class Stack implements AutoCloseable {

    private static final Path TARGET = Path.of("target");

    private final Path folder;
    private final Path app;
    private final Path keys;
    private final int adminPort = Programs.freePort();
    private final int redisPort = Programs.freePort();
    private final int prometheusPort = Programs.freePort();
    private final List<Process> running = new ArrayList<>();
    private final HubClient hub;
    private final Set<String> before;

    Stack(Path folder, int allowedPort) throws Exception {
        this.folder = folder;
        this.app = Files.createDirectory(folder.resolve("app"));
        this.keys = Files.createDirectory(folder.resolve("keys"));
        try {
            run("sh", DockerFiles.FOLDER.resolve("keys.sh").toString(), keys.toString());
            unpack();
            before = files();
            redis();
            hub = startHub(allowedPort);
            prometheusServer();
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    /** As the Dockerfile copies it. */
    private void unpack() throws Exception {
        run(
                "cp",
                "-r",
                TARGET.resolve("signalbox.jar").toString(),
                TARGET.resolve("lib").toString(),
                app.toString());
        run(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-d",
                app.resolve("health").toString(),
                DockerFiles.FOLDER.resolve("Health.java").toString());
    }

    private void redis() throws Exception {
        Path data = Files.createDirectory(folder.resolve("redis"));
        Path config = folder.resolve("redis.conf");
        Files.writeString(
                config,
                DockerFiles.text("redis/redis.conf")
                        .replace("bind 0.0.0.0", "bind 127.0.0.1")
                        .replace("port 6379", "port " + redisPort)
                        .replace("/keys/", keys + "/")
                        .replace("dir /data", "dir " + data));
        start("redis", Map.of(), List.of("redis-server", config.toString()));
        Until.holds("Redis listens", Duration.ofSeconds(10), () -> listens(redisPort));
    }

    private HubClient startHub(int allowedPort) throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path url = folder.resolve("redis.url");
        String told = Files.readString(keys.resolve("hub/redis.url"));
        Files.writeString(url, told.replace("@redis:6379", "@127.0.0.1:" + redisPort));
        int ingestPort = Programs.freePort();
        Map<String, String> environment = Map.of(
                "SIGNALBOX_DATA", data.toString(),
                "SIGNALBOX_ADMIN_PORT", Integer.toString(adminPort),
                "SIGNALBOX_INGEST_PORT", Integer.toString(ingestPort),
                "SIGNALBOX_ADMIN_TOKEN_FILE", data.resolve("admin.token").toString(),
                "SIGNALBOX_METRICS_TOKEN_FILE",
                        keys.resolve("hub/metrics.token").toString(),
                "SIGNALBOX_REDIS", "file:" + url,
                "SIGNALBOX_EGRESS_ALLOW", "127.0.0.1:" + allowedPort,
                "SIGNALBOX_LOG", "json");
        List<String> command = command(DockerFiles.instruction("ENTRYPOINT"));
        command.add(1, "-Djava.io.tmpdir=" + folder.resolve("no-such-folder"));
        command.addAll(DockerFiles.instruction("\nCMD"));
        start("hub", environment, command);
        String admin = "http://127.0.0.1:" + adminPort;
        Until.holds("the hub is ready", Duration.ofSeconds(60), () -> health(adminPort) == 0);
        return new HubClient(
                admin,
                "http://127.0.0.1:" + ingestPort,
                Files.readString(data.resolve("admin.token")).strip());
    }

    private void prometheusServer() throws Exception {
        Path config = Files.createDirectory(folder.resolve("prometheus"));
        Files.copy(DockerFiles.FOLDER.resolve("prometheus/alerts.yml"), config.resolve("alerts.yml"));
        Files.writeString(
                config.resolve("prometheus.yml"),
                DockerFiles.text("prometheus/prometheus.yml")
                        .replace("hub:8080", "127.0.0.1:" + adminPort)
                        .replace("/keys/", keys + "/")
                        .replace("_interval: 5s", "_interval: 1s")
                        .replace("_interval: 15s", "_interval: 1s"));
        start(
                "prometheus",
                Map.of(),
                List.of(
                        "prometheus",
                        "--config.file=" + config.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + prometheusPort));
        Until.holds("Prometheus listens", Duration.ofSeconds(20), () -> listens(prometheusPort));
    }

    /** Runs the health check of the image; its exit code. */
    int health(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder(command(DockerFiles.instruction(
                "HEALTHCHECK --interval=10s" + " --timeout=5s --start-period=60s --retries=3   CMD")));
        check.environment().put("SIGNALBOX_ADMIN_PORT", Integer.toString(port));
        return check.redirectErrorStream(true)
                .redirectOutput(folder.resolve("health.log").toFile())
                .start()
                .waitFor();
    }

    private List<String> command(List<String> words) {
        List<String> command = new ArrayList<>();
        words.forEach(word -> command.add(word.replace("/app/", app + "/")));
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        return command;
    }

    /** What came to be in the folder of the program, which is read-only in a container. */
    Set<String> writtenBesideTheVolume() throws IOException {
        Set<String> now = files();
        now.removeAll(before);
        return now;
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(app)) {
            return new TreeSet<>(all.map(Path::toString).toList());
        }
    }

    HubClient hub() {
        return hub;
    }

    int adminPort() {
        return adminPort;
    }

    String prometheus() {
        return "http://127.0.0.1:" + prometheusPort;
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }

    private void start(String name, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        running.add(builder.start());
    }

    /** The last started first. */
    @Override
    public void close() throws InterruptedException {
        for (int n = running.size() - 1; n >= 0; n--) {
            Process process = running.get(n);
            process.destroy();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
