package dev.signalbox.proof.prove.matrix;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.HubJar;
import dev.signalbox.proof.prove.Proof;
import dev.signalbox.proof.prove.SmallRun;
import dev.signalbox.proof.prove.fault.Strike;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Strikes all cells, some in each run and two runs at a time. */
public final class Matrix {

    private static final int AT_A_TIME = 2;
    private static final int EVENTS = 300;
    private static final int SECONDS = 3;

    private final Path jar;
    private final Path folder;
    private final long seed;
    private final InstantSource clock;
    private final Consumer<String> told;

    /**
     * @param jar of the hub
     * @param folder where every run gets one of its own
     */
    public Matrix(Path jar, Path folder, long seed, InstantSource clock, Consumer<String> told) {
        this.jar = jar;
        this.folder = folder;
        this.seed = seed;
        this.clock = clock;
        this.told = told;
    }

    /**
     * A cell that was not hit, such as on a machine that was too slow, is struck once more in a run of its own.
     *
     * @param most cells in one run
     */
    public Table run(List<Cell> cells, int most) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Table table = new Table(cells);
            strike(Group.of("cells-", cells, most), table, pool);
            strike(Group.of("again-", table.again(), 1), table, pool);
            return table;
        } finally {
            pool.shutdownNow();
        }
    }

    private void strike(List<Group> groups, Table table, ExecutorService pool) throws InterruptedException {
        List<Future<Proof.Result>> results = new ArrayList<>();
        for (Group group : groups) {
            results.add(pool.submit(() -> run(group)));
        }
        for (int i = 0; i < groups.size(); i++) {
            table.add(groups.get(i), result(results.get(i)));
        }
    }

    private static Proof.Result result(Future<Proof.Result> run) throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            throw new CannotRun("a run of the matrix broke off", e);
        }
    }

    private Proof.Result run(Group group) throws IOException, InterruptedException {
        SmallRun small = new SmallRun(group.name(), seed, 1, SECONDS, EVENTS, HubJar.words(jar));
        return new Proof(
                        small.plan(group.faults(), List.of(), folder.resolve(group.name())),
                        clock,
                        line -> told.accept(group.name() + ": " + line))
                .run();
    }

    /** As a line of the table. */
    static String line(Strike strike) {
        return (strike.trace().seen() ? "hit, " : "NOT HIT, ") + (strike.to() - strike.from()) + " ms: "
                + strike.trace().proof();
    }
}
