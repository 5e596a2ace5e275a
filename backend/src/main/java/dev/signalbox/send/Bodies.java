package dev.signalbox.send;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What is to be sent: a file is one body, {@code .jsonl} and {@code .ndjson} one a line, a folder all of its files in the
 * order of their names. Nothing is read before its turn.
 */
public final class Bodies {

    private Bodies() {}

    /** @throws UncheckedIOException when a file cannot be read, also while the stream is being used */
    public static Stream<Body> of(List<Path> paths) {
        return paths.stream().flatMap(Bodies::of);
    }

    private static Stream<Body> of(Path path) {
        if (Files.isDirectory(path)) {
            return inside(path).stream().flatMap(Bodies::of);
        }
        String name = String.valueOf(path.getFileName());
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? lines(path) : Stream.of(whole(path));
    }

    /** Hidden files are left out. */
    private static List<Path> inside(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Body whole(Path file) {
        try {
            return new Body(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Body> lines(Path file) {
        AtomicLong number = new AtomicLong();
        try {
            BufferedReader reader = Files.newBufferedReader(file);
            return reader.lines()
                    .map(line -> new Body(
                            file.toString() + ':' + number.incrementAndGet(), line.getBytes(StandardCharsets.UTF_8)))
                    .filter(body -> !new String(body.bytes(), StandardCharsets.UTF_8).isBlank())
                    .onClose(() -> close(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
