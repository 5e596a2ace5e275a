package dev.signalbox.proof.prove.fault;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** A real Redis on a free port, with an append-only file. */
public final class TestRedis implements AutoCloseable {

    private final Path folder;
    private final String sync;
    private final Map<String, String> environment;
    private final int port;
    private Process process;

    private TestRedis(Path folder, String sync, Map<String, String> environment) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.sync = sync;
        this.environment = environment;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        this.process = launch();
        awaitPong();
    }

    /** @param sync as {@code appendfsync} */
    public static TestRedis start(Path folder, String sync, Map<String, String> environment) throws Exception {
        return new TestRedis(folder, sync, environment);
    }

    public static Path binary() throws IOException {
        for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path found = Path.of(place, "redis-server");
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw new IOException("there is no redis-server on PATH; install it");
    }

    public Path folder() {
        return folder;
    }

    public int port() {
        return port;
    }

    /** The file that grows. */
    public Path aof() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    public RedisLine connect() throws IOException {
        return new RedisLine(port);
    }

    public String ask(String... words) throws IOException {
        try (RedisLine line = connect()) {
            return line.ask(words);
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    public void restart() throws Exception {
        process = launch();
        awaitPong();
    }

    @Override
    public void close() throws Exception {
        kill();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        binary().toString(),
                        "--port",
                        "" + port,
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--save",
                        "",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        sync)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("redis.log").toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitPong() throws Exception {
        Until.holds("an answer; see " + folder.resolve("redis.log"), Duration.ofSeconds(20), () -> {
            try {
                return ask("PING").equals("PONG");
            } catch (IOException e) {
                return false;
            }
        });
    }
}
