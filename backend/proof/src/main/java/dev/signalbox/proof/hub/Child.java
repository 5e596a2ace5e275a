package dev.signalbox.proof.hub;

import dev.signalbox.proof.CannotRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process that says in one line of its output that it is ready. */
public final class Child implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final int END_SECONDS = 20;

    private final Process process;
    private final Thread stopping = new Thread(this::end, "stop-child");
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final String word;

    private Child(Process process, String word) {
        this.process = process;
        this.word = word;
        Runtime.getRuntime().addShutdownHook(stopping);
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a jar with the Java that runs this.
     *
     * @param words options of the JVM, what it runs, and its arguments
     * @param word how the line begins that says ready
     * @param log where its errors go
     */
    public static Child start(List<String> words, Map<String, String> environment, String word, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start(), word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that says ready. */
    public String ready() {
        try {
            return ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw new CannotRun("a process did not become ready; see its log in the folder of the run", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            var unusedCode = process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(word)) {
                    ready.complete(line);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it in order, and by force when that takes too long. */
    @Override
    public void close() {
        end();
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopping);
        } catch (IllegalStateException e) {
            // The hook is running already, and does the same.
            return;
        }
    }
}
