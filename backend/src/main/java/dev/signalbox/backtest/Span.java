package dev.signalbox.backtest;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Which part of the record is decided again.
 *
 * @param from receive time of the first entry, milliseconds since the epoch
 * @param to where the clock ends; what was received then or later is not in it
 * @param begins receive time of the oldest entry that is kept of all; 0 when nothing was trimmed
 */
public record Span(long from, long to, List<Stretch> stretches, long begins) {

    /** @param after the position before its first entry */
    public record Stretch(int partition, long after, long until) {

        public long entries() {
            return until - after;
        }
    }

    /** How many entries it has, events and commands. */
    public long entries() {
        return stretches.stream().mapToLong(Stretch::entries).sum();
    }

    /** What sessions remember after the last entry of each partition: what came within so many milliseconds before it. */
    public static List<Stretch> remembered(Recorded recorded, long millis) {
        List<Stretch> stretches = new ArrayList<>();
        for (int partition = 0; partition < recorded.partitions() && millis > 0; partition++) {
            List<Entry> newest = recorded.before(partition, Long.MAX_VALUE, 1);
            if (!newest.isEmpty()) {
                long last = newest.get(0).position();
                long from = newest.get(0).at() - millis;
                long after = new Past(recorded, partition).first(last, at -> at >= from);
                stretches.add(new Stretch(partition, after, last));
            }
        }
        return List.copyOf(stretches);
    }

    /** All that was received in a range. */
    public static Span of(Recorded recorded, long from, long to) {
        List<Stretch> stretches = new ArrayList<>();
        for (int partition = 0; partition < recorded.partitions(); partition++) {
            Past past = new Past(recorded, partition);
            long last = recorded.last(partition);
            long after = past.first(last, at -> at >= from);
            stretches.add(new Stretch(partition, after, Math.max(after, past.first(last, at -> at >= to))));
        }
        return new Span(from, to, List.copyOf(stretches), begins(recorded));
    }

    /** The newest events of all partitions, at most so many. */
    public static Span last(Recorded recorded, int events) {
        Backwards back = new Backwards(recorded);
        long from = 0;
        for (int found = 0; found < events && back.more(); ) {
            Entry entry = back.next();
            from = entry.at();
            found += entry.offer().kind() == Kind.EVENT ? 1 : 0;
        }
        List<Stretch> stretches = new ArrayList<>();
        for (int partition = 0; partition < recorded.partitions(); partition++) {
            stretches.add(back.stretch(partition));
        }
        return new Span(from, back.newest() + 1, List.copyOf(stretches), begins(recorded));
    }

    private static long begins(Recorded recorded) {
        long begins = 0;
        for (int partition = 0; partition < recorded.partitions(); partition++) {
            begins = Math.max(begins, new Past(recorded, partition).begins());
        }
        return begins;
    }
}
