package dev.signalbox.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A hub in a process of its own, so that it can be killed. */
public final class HubProcess implements AutoCloseable {

    private static final Path LOGS = Path.of("target", "hub-logs");

    private final Path data;
    private final List<String> options;
    private final Map<String, String> environment;
    private Process process;
    private HubClient client;

    public HubProcess(Path data, List<String> options, Map<String, String> environment) {
        this.data = data;
        this.options = List.copyOf(options);
        this.environment = Map.copyOf(environment);
    }

    /** Starts it and waits for its ready line. The ports of the first start are kept by later ones. */
    public HubClient start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m"));
        command.addAll(HubProgram.words());
        command.addAll(List.of("run", "--data", data.toString()));
        command.addAll(options);
        if (client != null) {
            command.addAll(List.of("--admin-port", port(client.admin()), "--ingest-port", port(client.ingest())));
        } else {
            command.addAll(List.of("--admin-port", "0", "--ingest-port", "0"));
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Files.createDirectories(LOGS);
            builder.redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
            process = builder.start();
            String ready = ready().get(60, TimeUnit.SECONDS);
            String token = Files.readString(data.resolve("admin.token")).strip();
            client = new HubClient(after(ready, "admin="), after(ready, "ingest="), token);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the hub did not become ready; see " + log(), e);
        }
    }

    /** Where its log is, also after the test. */
    public Path log() {
        return LOGS.resolve(data.toAbsolutePath().getParent().getFileName() + ".log");
    }

    private CompletableFuture<String> ready() {
        CompletableFuture<String> line = new CompletableFuture<>();
        Process started = process;
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader out = new BufferedReader(
                            new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
                        for (String text = out.readLine(); text != null; text = out.readLine()) {
                            if (text.startsWith("signalbox ready")) {
                                line.complete(text);
                            }
                        }
                        line.completeExceptionally(new IllegalStateException("it ended before it was ready"));
                    } catch (IOException e) {
                        line.completeExceptionally(e);
                    }
                },
                "hub-output");
        reader.setDaemon(true);
        reader.start();
        return line;
    }

    private static String after(String line, String word) {
        String rest = line.substring(line.indexOf(word) + word.length());
        int space = rest.indexOf(' ');
        return space < 0 ? rest : rest.substring(0, space);
    }

    private static String port(String url) {
        return url.substring(url.lastIndexOf(':') + 1);
    }

    public HubClient client() {
        return client;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it ends by itself; its exit code. */
    public int ended(Duration deadline) throws InterruptedException {
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the hub did not end within " + deadline + "; see " + log());
        }
        return process.exitValue();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGKILL to the embedded Redis. */
    public void killRedis() throws IOException {
        long pid = redisPid();
        ProcessHandle redis = ProcessHandle.of(pid).orElseThrow();
        redis.destroyForcibly();
        Until.holds("the end of Redis", Duration.ofSeconds(5), () -> !redis.isAlive());
    }

    public long redisPid() throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("redis").resolve("redis.pid")).strip());
    }

    /** SIGTERM; the exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the hub did not end within 15 s of SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws Exception {
        if (process != null && process.isAlive()) {
            stop();
        }
        Path pid = data.resolve("redis").resolve("redis.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(redisPid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
