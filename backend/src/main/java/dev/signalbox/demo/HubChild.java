package dev.signalbox.demo;

import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of the hub in a process of its own. */
final class HubChild {

    private static final Pattern READY = Pattern.compile("signalbox ready admin=(\\S+) ingest=(\\S+)");
    private static final Pattern LINK = Pattern.compile("signalbox: log in once at (\\S+)");
    private static final String SENTENCE = "signalbox: ";
    private static final long PATIENCE_SECONDS = 12;

    private final Process process;
    private final Path log;
    private final long logBegan;

    /** Where a hub that is ready takes requests. */
    record Ready(String admin, String ingest, String loginLink) {}

    private HubChild(Process process, Path log, long logBegan) {
        this.process = process;
        this.log = log;
        this.logBegan = logBegan;
    }

    /** @param log gets all that the hub says, after what is in it */
    static HubChild start(List<String> command, Map<String, String> environment, Path log) {
        try {
            long began = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new HubChild(builder.start(), log, began);
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.FAILED, "the hub cannot be started with " + command.get(0) + ": " + e.getMessage());
        }
    }

    /**
     * Waits until it is ready.
     *
     * @throws StartRefused when it ends instead; with its own sentence and its own code
     */
    Ready await() throws InterruptedException {
        String said = firstLine();
        Matcher ready = READY.matcher(said);
        if (ready.find()) {
            Matcher link = LINK.matcher(logged());
            return new Ready(ready.group(1), ready.group(2), link.find() ? link.group(1) : ready.group(1));
        }
        int code = process.waitFor();
        String sentences = sentences();
        throw new StartRefused(
                code == 0 ? ExitCode.FAILED.code() : code,
                sentences.isEmpty()
                        ? "the hub ended with " + code + " before it was ready; its log is " + log
                        : sentences);
    }

    private String firstLine() {
        try {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    /** What it said to whoever started it, without its own name in front. */
    private String sentences() {
        return String.join(
                "\n",
                logged().lines()
                        .filter(line -> line.startsWith(SENTENCE))
                        .map(line -> line.substring(SENTENCE.length()))
                        .toList());
    }

    private String logged() {
        try {
            byte[] all = Files.readAllBytes(log);
            int from = (int) Math.min(logBegan, all.length);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How it ended. */
    int ended() throws InterruptedException {
        return process.waitFor();
    }

    /** SIGKILL: it has no time to do anything. */
    void kill() {
        Process unusedProcess = process.destroyForcibly();
    }

    /** Lets it drain and end; one that does not is killed. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
