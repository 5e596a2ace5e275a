package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process that says in one line of its output that it is ready. */
final class Child implements AutoCloseable {

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
     * @param options of the JVM
     * @param word how the line begins that says ready
     * @param log where its errors go
     */
    static Child start(List<String> options, List<String> words, String word, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(words);
        try {
            return new Child(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that says ready. */
    String ready() {
        try {
            return ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw new CannotRun("a process of the bench did not become ready; see its log beside the data", e);
        }
    }

    long pid() {
        return process.pid();
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

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(stopping);
        } catch (IllegalStateException e) {
            // The hook is running already, and does the same.
            return;
        }
    }
}
