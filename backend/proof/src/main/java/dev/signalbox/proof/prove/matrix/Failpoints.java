package dev.signalbox.proof.prove.matrix;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.Sweep;
import dev.signalbox.proof.prove.fault.Deed;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** {@code signalbox prove --failpoints halt|all}: the matrix as a table. */
public final class Failpoints implements Sweep {

    /** Cells in one run. */
    private static final int MOST = 12;

    private final InstantSource clock;

    public Failpoints(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean run(Wish wish, Consumer<String> told) throws IOException, InterruptedException {
        Table table = new Matrix(wish.jar(), wish.folder(), wish.seed(), clock, told).run(Cell.of(deeds(wish)), MOST);
        List<String> faults = table.faults();
        table.lines().forEach(told);
        faults.forEach(told);
        told.accept(table.summary());
        Files.write(wish.folder().resolve("failpoints.txt"), table.lines());
        return faults.isEmpty();
    }

    private static List<Deed> deeds(Wish wish) {
        return wish.what().equals("all")
                ? List.of(Deed.values())
                : List.of(Deed.named(wish.what())
                        .orElseThrow(() ->
                                new CannotRun("--failpoints is all, halt, throw, delay or drop, not " + wish.what())));
    }
}
