package dev.signalbox.proof.prove.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Cells that are struck in one run. */
record Group(String name, List<Cell> cells) {

    /** At most so many cells in a run, spread so that neighbours are apart. */
    static List<Group> of(String name, List<Cell> cells, int most) {
        List<Cell> possible = cells.stream().filter(Cell::possible).toList();
        List<Group> groups = new ArrayList<>();
        int count = (possible.size() + most - 1) / most;
        for (int i = 0; i < count; i++) {
            int part = i;
            groups.add(new Group(
                    name + (i + 1),
                    IntStream.range(0, possible.size())
                            .filter(index -> index % count == part)
                            .mapToObj(possible::get)
                            .toList()));
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
