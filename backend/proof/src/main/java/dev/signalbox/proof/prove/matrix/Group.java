package dev.signalbox.proof.prove.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cells that are struck in one run.
 *
 * @param options of its hubs
 */
record Group(String name, List<Cell> cells, List<String> options) {

    /** Entries are old after this, so that there is something to trim. */
    private static final List<String> FORGETFUL = List.of("--retention", "3s");

    /** At most so many cells in a run, and those that need old entries in runs of their own. */
    static List<Group> of(List<Cell> cells, int most) {
        List<Cell> ageing =
                cells.stream().filter(Cell::possible).filter(Cell::ages).toList();
        List<Cell> others = cells.stream()
                .filter(Cell::possible)
                .filter(cell -> !cell.ages())
                .toList();
        List<Group> groups = new ArrayList<>();
        int count = (others.size() + most - 1) / most;
        for (int i = 0; i < count; i++) {
            int part = i;
            List<Cell> some = java.util.stream.IntStream.range(0, others.size())
                    .filter(index -> index % count == part)
                    .mapToObj(others::get)
                    .toList();
            groups.add(new Group("cells-" + (i + 1), some, List.of()));
        }
        if (!ageing.isEmpty()) {
            groups.add(new Group("cells-trim", ageing, FORGETFUL));
        }
        return groups;
    }

    /** How many of each kind. */
    Map<String, Integer> faults() {
        Map<String, Integer> faults = new TreeMap<>();
        cells.forEach(cell -> faults.put(cell.kind(), 1));
        return faults;
    }
}
