package dev.signalbox.flow.archive;

import dev.signalbox.flow.journal.DecisionRow;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.RedisHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads entries with their decisions from Redis, in pages of some megabytes whatever the size of an entry. */
final class Strides {

    private static final int FIRST = 16;
    private static final int MOST = 1_024;
    private static final long BYTES = 4 * 1024 * 1024;

    private final RedisHistory history;
    private final int partition;
    private int next = FIRST;

    Strides(RedisHistory history, int partition) {
        this.history = history;
        this.partition = partition;
    }

    /** Entries after a position, at most so many. */
    List<Kept> after(long position, long most) {
        List<Entry> entries =
                history.after(partition, position, (int) Math.min(most, next)).await();
        if (entries.isEmpty()) {
            return List.of();
        }
        long bytes = entries.stream()
                .mapToLong(entry -> entry.offer().envelope().data().size() + 1)
                .sum();
        next = (int) Math.max(1, Math.min(MOST, Math.min(next * 4L, BYTES * entries.size() / bytes)));
        return with(entries);
    }

    private List<Kept> with(List<Entry> entries) {
        long first = entries.get(0).position();
        long last = entries.get(entries.size() - 1).position();
        Map<Long, List<DecisionRow>> rows = history.decisions(partition, first, last).await().stream()
                .collect(Collectors.groupingBy(DecisionRow::position));
        List<Kept> kept = new ArrayList<>(entries.size());
        entries.forEach(entry -> kept.add(new Kept(entry, rows.getOrDefault(entry.position(), List.of()))));
        return kept;
    }
}
