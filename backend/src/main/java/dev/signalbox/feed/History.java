package dev.signalbox.feed;

import java.util.List;
import java.util.stream.IntStream;

/** The last five minutes, second by second, of a fixed size. */
public final class History {

    static final int SECONDS = 300;

    private static final long NEVER = -1;

    private final long[][] rows = new long[SECONDS][];
    private int next;
    private int size;

    /**
     * One column a figure, the oldest second first; what is counted is counted within that second.
     *
     * @param at when a second ended, milliseconds since the epoch
     * @param p99 milliseconds from delivery to decision, over the minute before; -1 without any
     */
    public record Columns(
            List<Long> at,
            List<Long> journaled,
            List<Long> duplicates,
            List<Long> refused,
            List<Long> matched,
            List<Long> unmatched,
            List<Long> quarantined,
            List<Long> backlog,
            List<Long> deadLetters,
            List<Long> p99) {}

    /** @param counted within the second */
    void add(long at, long[] counted, Tally.Levels levels) {
        Long p99 = levels.latency().p99();
        rows[next] = new long[] {
            at,
            counted[Counts.JOURNALED],
            counted[Counts.DUPLICATES],
            counted[Counts.REFUSED],
            counted[Counts.MATCHED],
            counted[Counts.DECIDED] - counted[Counts.MATCHED],
            counted[Counts.QUARANTINED],
            levels.backlog(),
            levels.deadLetters(),
            p99 == null ? NEVER : p99
        };
        next = (next + 1) % SECONDS;
        size = Math.min(size + 1, SECONDS);
    }

    Columns read() {
        return new Columns(
                column(0), column(1), column(2), column(3), column(4), column(5), column(6), column(7), column(8),
                column(9));
    }

    private List<Long> column(int index) {
        return IntStream.range(0, size)
                .mapToObj(i -> rows[(next - size + i + SECONDS) % SECONDS][index])
                .toList();
    }
}
