package dev.signalbox.proof.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Many small runs of which each has a question of its own. */
public interface Sweep {

    /**
     * @param what of them, such as {@code halt} or {@code all}
     * @param jar of the hub
     * @param folder of all runs
     */
    record Wish(String what, Path jar, Path folder, long seed) {}

    /** Runs them. Whether each ended as it should. */
    boolean run(Wish wish, Consumer<String> told) throws IOException, InterruptedException;
}
