package dev.signalbox.proof.prove.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** All mutants: each is a file of this name beside this class. */
final class Mutants {

    private static final List<String> NAMES = List.of(
            "position-before-results",
            "commit-number-ignored",
            "dedupe-forgotten",
            "dedupe-blind-within-a-flush",
            "no-fence",
            "no-fence-and-no-number",
            "random-ids",
            "no-fence-and-random-ids",
            "everysec",
            "ack-before-reply",
            "error-taken-for-ack",
            "timer-fires-twice",
            "outbox-row-lost",
            "trimmed-before-read",
            "cancel-ignored",
            "dead-letter-dropped",
            "quarantine-dropped",
            "answers-swapped",
            "running-forgotten",
            "key-of-each-attempt",
            "source-ignored",
            "duplicate-elsewhere",
            "time-goes-back",
            "pause-cut-short",
            "dead-letter-twice",
            "quarantine-overwritten",
            "undo-forgotten");

    private Mutants() {}

    static List<Mutant> all() {
        return NAMES.stream().map(Mutants::named).toList();
    }

    private static Mutant named(String name) {
        try (InputStream in =
                Objects.requireNonNull(Mutants.class.getResourceAsStream(name + ".mutant"), name + ".mutant")) {
            return Mutant.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
