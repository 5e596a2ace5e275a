package dev.signalbox.flow.turn;

import java.util.Comparator;
import java.util.TreeSet;

/** One line: who waits, who runs, and who has begun not long ago. */
final class Standing {

    private static final Comparator<Turn> FIRST_COME = Comparator.comparingLong(Turn::number);
    private static final Comparator<Turn> FIRST_BEGUN =
            Comparator.comparingLong(Turn::begun).thenComparing(FIRST_COME);

    final TreeSet<Turn> waiting = new TreeSet<>(FIRST_COME);
    final TreeSet<Turn> running = new TreeSet<>(FIRST_COME);
    private final TreeSet<Turn> begun = new TreeSet<>(FIRST_BEGUN);

    void add(Turn turn) {
        if (turn.stage() == Turn.Stage.WAITS) {
            waiting.add(turn);
        } else if (turn.stage() == Turn.Stage.RUNS) {
            running.add(turn);
        }
        if (turn.until() > 0) {
            begun.add(turn);
        }
    }

    void remove(Turn turn) {
        waiting.remove(turn);
        running.remove(turn);
        begun.remove(turn);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && running.isEmpty() && begun.isEmpty();
    }

    /** When the n-th of those began who began last; 0 when there are fewer. */
    long begun(int n) {
        return begun.size() < n
                ? 0
                : begun.descendingSet().stream()
                        .skip(n - 1L)
                        .findFirst()
                        .map(Turn::begun)
                        .orElse(0L);
    }
}
