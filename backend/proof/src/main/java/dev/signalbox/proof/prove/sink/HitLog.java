package dev.signalbox.proof.prove.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The file of the calls. What is written survives the end of the process; how often each came is read from it again. */
public final class HitLog implements AutoCloseable {

    private final FileChannel file;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    HitLog(Path path) throws IOException {
        if (Files.exists(path)) {
            read(path).forEach(this::remember);
        }
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private void remember(Hit hit) {
        attempts.merge(hit.idempotencyKey(), 1, Integer::sum);
        if (hit.answer().good()) {
            taken.add(hit.idempotencyKey());
        }
    }

    /** All calls of a log. A last line without an end was not yet answered, and does not count. */
    public static List<Hit> read(Path path) throws IOException {
        String text = Files.readString(path);
        List<Hit> hits = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            hits.add(Hit.of(text.substring(from, end)));
            from = end + 1;
        }
        return hits;
    }

    /** How many calls with this key there are with the one that comes. */
    int nextAttempt(String idempotencyKey) {
        return attempts.getOrDefault(idempotencyKey, 0) + 1;
    }

    /** Whether a call with this key was answered well: it is answered so ever after, as a good service does. */
    boolean taken(String idempotencyKey) {
        return taken.contains(idempotencyKey);
    }

    void add(Hit hit) {
        remember(hit);
        try {
            ByteBuffer bytes = ByteBuffer.wrap((hit.line() + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                var unusedCount = file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
