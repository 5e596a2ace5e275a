package dev.signalbox.proof.prove.mutant;

import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A mutant and all runs in which it was hunted, one seed after the other.
 *
 * @param tries only the last one may have found it
 */
record Sought(Mutant mutant, List<Catch> tries) {

    /** Hunts until it is found, or has survived its number of seeds. */
    static Sought by(Hunter hunter, Mutant mutant, long seed) throws IOException, InterruptedException {
        List<Catch> tries = new ArrayList<>();
        while (tries.size() < mutant.seeds() && tries.stream().noneMatch(Catch::found)) {
            tries.add(one(hunter, mutant, seed + tries.size()));
        }
        return new Sought(mutant, tries);
    }

    /** A mutant that does not even start is none. */
    private static Catch one(Hunter hunter, Mutant mutant, long seed) throws IOException, InterruptedException {
        try {
            return hunter.hunt(mutant, seed);
        } catch (CannotRun e) {
            throw new CannotRun("mutant " + mutant.name() + " with seed " + seed + " could not be hunted", e);
        }
    }

    boolean found() {
        return tries.stream().anyMatch(Catch::found);
    }

    /** Of the table: which mutant, the last seed, the seconds of all its runs, and what was broken. */
    String row() {
        Catch last = tries.get(tries.size() - 1);
        long seconds = tries.stream().mapToLong(Catch::millis).sum() / 1_000;
        return String.format(
                "| %-28s | %4d | %7d | %-28s |",
                mutant.name(), last.seed(), seconds, found() ? last.by() : "SURVIVED: " + mutant.bug());
    }

    static List<String> table(List<Sought> all) {
        List<String> lines = new ArrayList<>(List.of(
                "| mutant                       | seed | seconds | found by                     |",
                "|---|--:|--:|---|"));
        all.forEach(one -> lines.add(one.row()));
        long found = all.stream().filter(Sought::found).count();
        lines.add(found + " of " + all.size() + " mutants found");
        return lines;
    }
}
