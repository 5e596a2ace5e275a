package dev.signalbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A demo in a process of its own, as it is started from a script: keys go in as lines, its words come out as lines. */
public final class DemoRun implements AutoCloseable {

    private static final Pattern LOGIN = Pattern.compile("(http://\\S+)/login#");
    private static final Duration START = Duration.ofSeconds(90);

    private final Path data;
    private final Process process;
    private final BufferedWriter keys;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final HubClient client;

    public DemoRun(Path data, String... options) throws IOException {
        this.data = data;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m"));
        command.addAll(HubProgram.words());
        command.addAll(List.of("demo", "--break", "--data", data.toString()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        keys = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "demo-output");
        reader.setDaemon(true);
        reader.start();
        String admin = Until.value("a login link of the demo: " + said, START, this::console, url -> !url.isEmpty());
        client = new HubClient(
                admin, "", Files.readString(data.resolve("admin.token")).strip());
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            said.add("(no more: " + e.getMessage() + ')');
        }
    }

    private String console() {
        if (!process.isAlive()) {
            throw new AssertionError("the demo ended with " + process.exitValue() + ": " + said);
        }
        return said.stream()
                .map(LOGIN::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    /** Its hub. */
    public HubClient hub() {
        return client;
    }

    public void press(char key) throws IOException {
        keys.write(key + "\n");
        keys.flush();
    }

    /** The scoreboard, as the hub passes it on. */
    public JsonNode board() throws InterruptedException {
        return client.get("/demo").body();
    }

    /** Waits for a line that the demo says. */
    public void hears(String words, Duration deadline) {
        Until.holds("\"" + words + "\" from the demo", deadline, () -> said.stream()
                .anyMatch(line -> line.contains(words)));
    }

    /** All that it said. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** The numbers of its processes: its own, the hub's and that of Redis. */
    public List<Long> pids() throws InterruptedException {
        JsonNode board = board();
        return List.of(
                process.pid(),
                board.at("/hub/pid").asLong(),
                board.at("/redis/pid").asLong());
    }

    /** Ctrl-C; the exit code. */
    public int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        return ended();
    }

    /** How it ended. */
    public int ended() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the demo did not end: " + said);
        }
        return process.exitValue();
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
        Path pid = data.resolve("redis").resolve("redis.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
