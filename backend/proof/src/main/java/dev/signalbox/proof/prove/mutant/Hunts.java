package dev.signalbox.proof.prove.mutant;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.Sweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** {@code signalbox prove --mutants}: each must be found within its number of seeds, and the hub without a bug never. */
public final class Hunts implements Sweep {

    private static final int AT_A_TIME = 2;

    private final InstantSource clock;

    public Hunts(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean run(Wish wish, Consumer<String> told) throws IOException, InterruptedException {
        Path module = wish.jar().toAbsolutePath().resolveSibling("..").normalize();
        Hunter hunter = new Hunter(module.resolve("src/main/java"), wish.jar(), wish.folder(), clock, line -> {});
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            boolean clean = clean(hunter, wish, pool, told);
            List<Sought> hunted = hunted(hunter, wish, pool, told);
            List<String> table = Sought.table(hunted);
            table.forEach(told);
            Files.write(wish.folder().resolve("mutants.md"), table);
            return clean && hunted.stream().allMatch(Sought::found);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Whether nothing is found in the hub without a bug. */
    private static boolean clean(Hunter hunter, Wish wish, ExecutorService pool, Consumer<String> told)
            throws InterruptedException {
        List<Future<Catch>> controls = new ArrayList<>();
        for (Hunter.Control plan : hunter.controls(Mutants.all(), wish.seed())) {
            controls.add(pool.submit(told(() -> hunter.control(plan), told)));
        }
        boolean clean = true;
        for (Future<Catch> control : controls) {
            clean &= !result(control).found();
        }
        return clean;
    }

    private static Callable<Catch> told(Callable<Catch> run, Consumer<String> told) {
        return () -> {
            Catch control = run.call();
            told.accept((control.found() ? "FOUND IN THE HUB: " : "nothing found: ") + control.line());
            return control;
        };
    }

    private static List<Sought> hunted(Hunter hunter, Wish wish, ExecutorService pool, Consumer<String> told)
            throws InterruptedException {
        List<Future<Sought>> hunts = new ArrayList<>();
        for (Mutant mutant : Mutants.all()) {
            hunts.add(pool.submit(() -> {
                Sought sought = Sought.by(hunter, mutant, wish.seed());
                sought.tries().forEach(one -> told.accept(one.line()));
                return sought;
            }));
        }
        List<Sought> hunted = new ArrayList<>();
        for (Future<Sought> hunt : hunts) {
            hunted.add(result(hunt));
        }
        return hunted;
    }

    private static <T> T result(Future<T> run) throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new CannotRun("a hunt broke off", e);
        }
    }
}
