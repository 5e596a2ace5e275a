package dev.signalbox.flow.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The timers of one partition in the order of their times. Owned by the partition's thread. */
public final class Timers {

    private record Entry(long due, Timer timer) {}

    private final Map<Timer, Entry> entries = new HashMap<>();
    private final NavigableSet<Entry> order = new TreeSet<>(Comparator.comparingLong(Entry::due)
            .thenComparing(entry -> entry.timer().member()));

    /** Adds a timer; one that is there already moves to the new time. Times are milliseconds since the epoch. */
    public void add(Timer timer, long due) {
        remove(timer);
        Entry entry = new Entry(due, timer);
        entries.put(timer, entry);
        order.add(entry);
    }

    /** Takes a timer out, if it is there. */
    public void remove(Timer timer) {
        Entry old = entries.remove(timer);
        if (old != null) {
            order.remove(old);
        }
    }

    /**
     * Takes out timers whose time has come, the earliest first, and at most so many: after a long absence there may be
     * more than one commit bears.
     */
    public List<Timer> due(long now, int most) {
        List<Timer> due = new ArrayList<>();
        while (due.size() < most && !order.isEmpty() && order.first().due() <= now) {
            Timer timer = order.first().timer();
            remove(timer);
            due.add(timer);
        }
        return due;
    }

    /** The time of the earliest timer; null when there is none. */
    public @Nullable Long next() {
        return order.isEmpty() ? null : order.first().due();
    }

    public int size() {
        return order.size();
    }
}
