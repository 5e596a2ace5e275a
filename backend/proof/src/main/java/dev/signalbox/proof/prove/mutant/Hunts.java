package dev.signalbox.proof.prove.mutant;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.Sweep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/** {@code signalbox prove --mutants}: each must be found within its number of seeds, and the hub without a bug never. */
public final class Hunts implements Sweep {

    private final InstantSource clock;

    public Hunts(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean run(Wish wish, Consumer<String> told) throws IOException, InterruptedException {
        Path module = wish.jar().toAbsolutePath().resolveSibling("..").normalize();
        Hunter hunter = new Hunter(module.resolve("src/main/java"), wish.jar(), wish.folder(), clock, line -> {});
        boolean good = true;
        for (Hunter.Control plan : hunter.controls(Mutants.all(), wish.seed())) {
            Catch control = hunter.control(plan);
            told.accept((control.found() ? "FOUND IN THE HUB: " : "nothing found: ") + control.line());
            good &= !control.found();
        }
        for (Mutant mutant : Mutants.all()) {
            good &= found(hunter, mutant, wish.seed(), told);
        }
        return good;
    }

    private static boolean found(Hunter hunter, Mutant mutant, long seed, Consumer<String> told)
            throws IOException, InterruptedException {
        for (int i = 0; i < mutant.seeds(); i++) {
            Catch one = one(hunter, mutant, seed + i);
            told.accept(one.line());
            if (one.found()) {
                return true;
            }
        }
        told.accept(mutant.name() + " SURVIVED " + mutant.seeds() + " seeds: " + mutant.bug());
        return false;
    }

    /** A mutant that does not even start is none. */
    private static Catch one(Hunter hunter, Mutant mutant, long seed) throws IOException, InterruptedException {
        try {
            return hunter.hunt(mutant, seed);
        } catch (CannotRun e) {
            throw new CannotRun("mutant " + mutant.name() + " with seed " + seed + " could not be hunted", e);
        }
    }
}
