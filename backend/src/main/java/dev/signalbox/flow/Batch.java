package dev.signalbox.flow;

import dev.signalbox.flow.journal.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one commit will carry: the work of several entries, outcomes and timers, in order. */
final class Batch {

    /** Redis takes 512 keys in one call; what one piece of work adds must still fit. */
    private static final int MANY_KEYS = 320;

    private static final int MANY_VALUES = 4_000;

    private final List<Work> works = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private long position;
    private int values;

    Batch(long position) {
        this.position = position;
    }

    void add(Work work) {
        if (work.isEmpty()) {
            return;
        }
        works.add(work);
        work.writes().forEach(this::count);
    }

    private void count(Write write) {
        keys.add(write.key());
        values += weight(write);
    }

    private static int weight(Write write) {
        if (write instanceof Write.Put put) {
            return 2 * put.fields().size();
        }
        if (write instanceof Write.Append append) {
            return 2 * append.fields().size();
        }
        return write instanceof Write.Remove remove ? remove.fields().size() : 2;
    }

    void moveTo(long handled) {
        position = handled;
    }

    long position() {
        return position;
    }

    boolean full() {
        return keys.size() > MANY_KEYS || values > MANY_VALUES;
    }

    boolean isEmpty() {
        return works.isEmpty();
    }

    /** Takes out the starts of instances that were there already; the rest of the batch stands. */
    void drop(Set<String> existing) {
        works.forEach(work -> work.drop(existing));
    }

    List<Work> works() {
        return works;
    }

    List<String> absent() {
        return works.stream().flatMap(work -> work.absent().stream()).distinct().toList();
    }

    List<Write> writes() {
        return works.stream().flatMap(work -> work.writes().stream()).toList();
    }
}
