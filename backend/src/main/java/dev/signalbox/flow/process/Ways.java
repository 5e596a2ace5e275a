package dev.signalbox.flow.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Follows every way through a sequence: finds tasks that nobody reaches and loops that nobody leaves. */
final class Ways {

    private final Source source;
    private final Problems problems;

    Ways(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    void check(Sequence sequence) {
        List<Set<Integer>> ways =
                sequence.tasks().stream().map(task -> ways(task, sequence)).toList();
        BitSet reached = reachable(ways);
        for (Task task : sequence.tasks()) {
            if (!reached.get(task.index())) {
                problems.warning(
                        source.key(task.path()),
                        "unreachable-task",
                        "no way leads to \"" + task.name() + '"',
                        "name it in a `then`, or remove it");
            }
        }
        BitSet leaving = leaving(ways);
        reached.andNot(leaving);
        reached.clear(sequence.tasks().size());
        if (!reached.isEmpty()) {
            Task task = sequence.tasks().get(reached.nextSetBit(0));
            problems.error(
                    source.key(task.path()),
                    "endless-loop",
                    "from \"" + task.name() + "\" on, no way leads out of the loop",
                    "let a `switch` in it lead to `exit` or to a task outside of it");
        }
    }

    /** Indexes of the tasks that may follow; the number of tasks stands for the end of the sequence. */
    private static Set<Integer> ways(Task task, Sequence sequence) {
        int end = sequence.tasks().size();
        Set<Integer> ways = new HashSet<>();
        if (task.frame().condition() != null) {
            ways.add(task.index() + 1);
        }
        if (canEnd(task)) {
            ways.add(end);
        }
        for (String then : task.action().leadsTo(task)) {
            ways.add(
                    switch (then) {
                        case "continue" -> task.index() + 1;
                        case "exit", "end" -> end;
                        default -> sequence.indexOf(then) < 0 ? end : sequence.indexOf(then);
                    });
        }
        return ways;
    }

    /** Whether something inside ends the whole process. */
    private static boolean canEnd(Task task) {
        return task.action().sequences().stream()
                .flatMap(inner -> inner.tasks().stream())
                .anyMatch(inner -> inner.action().leadsTo(inner).contains("end")
                        || inner.action().leadsTo(inner).isEmpty()
                        || canEnd(inner));
    }

    private static BitSet reachable(List<Set<Integer>> ways) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int index = open.pop();
            if (!reached.get(index)) {
                reached.set(index);
                open.addAll(index < ways.size() ? ways.get(index) : Set.of());
            }
        }
        return reached;
    }

    /** The tasks from which a way leads to the end; one that leads nowhere raises, which is an end too. */
    private static BitSet leaving(List<Set<Integer>> ways) {
        BitSet leaving = new BitSet();
        leaving.set(ways.size());
        boolean more = true;
        while (more) {
            more = false;
            for (int index : new ArrayList<>(leavable(ways, leaving))) {
                leaving.set(index);
                more = true;
            }
        }
        return leaving;
    }

    private static List<Integer> leavable(List<Set<Integer>> ways, BitSet leaving) {
        List<Integer> found = new ArrayList<>();
        for (int index = 0; index < ways.size(); index++) {
            Set<Integer> next = ways.get(index);
            if (!leaving.get(index) && (next.isEmpty() || next.stream().anyMatch(leaving::get))) {
                found.add(index);
            }
        }
        return found;
    }
}
