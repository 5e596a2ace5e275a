package dev.signalbox.rulebook;

import dev.signalbox.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** A rule that means harm, or one that does not, and the event that would set it off. */
record Abuse(String name, String text) {

    private static final String EVENT = """
            {"text": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "huge": 1e2000000000, "l": ["a", "b"], "n": 5, "yes": true}""";

    /** Those of a file, each begun by a line with {@code ###} and its name. */
    static Stream<Abuse> read(String file) {
        try (InputStream in = Objects.requireNonNull(Abuse.class.getResourceAsStream("/rulebook/" + file), file)) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split("(?m)^### ")).skip(1).map(Abuse::of);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static Abuse of(String part) {
        int end = part.indexOf('\n');
        String rules = part.substring(end + 1);
        return new Abuse(
                part.substring(0, end),
                rules.startsWith("package") || rules.startsWith("unit") ? rules : Forms.pack("abuse", rules));
    }

    Event event() {
        return Forms.event(0, "x", "e1", EVENT);
    }

    @Override
    public String toString() {
        return name;
    }
}
