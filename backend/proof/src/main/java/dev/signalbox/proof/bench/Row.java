package dev.signalbox.proof.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one work at one durability. */
record Row(Plan.Work work, String durability, List<Figures> runs) {

    /** The middle of all runs. */
    double median(ToDoubleFunction<Figures> figure) {
        double[] all = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = all.length / 2;
        return all.length % 2 == 1
                ? all[middle]
                : Arrays.stream(all, middle - 1, middle + 1).average().orElseThrow();
    }

    /** How many runs count. */
    long counted() {
        return runs.stream().filter(run -> run.doubts().isEmpty()).count();
    }
}
