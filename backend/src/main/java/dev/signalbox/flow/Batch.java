package dev.signalbox.flow;

import dev.signalbox.flow.journal.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one commit will carry: the work of several entries, outcomes and timers, in order. */
final class Batch {

    /* Redis takes 512 keys and 7,900 values in one call, and is held up by it as long as it has bytes. */
    private static final int MOST_KEYS = 500;
    private static final int MOST_VALUES = 7_500;
    private static final long MOST_BYTES = 4 * 1024 * 1024;
    private static final int WORDS_OF_A_WRITE = 4;

    private final List<Work> works = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final long start;
    private long position;
    private int rulebook;
    private boolean quiet = true;
    private int values;
    private long bytes;

    Batch(long position, int rulebook) {
        this.start = position;
        this.position = position;
        this.rulebook = rulebook;
    }

    /** Whether one commit can carry the work, if it carries nothing else. */
    static boolean holds(Work work) {
        return new Batch(0, 0).takes(work);
    }

    /** Whether the work still fits. The first one may have more bytes: it cannot be parted. */
    boolean takes(Work work) {
        Batch more = new Batch(0, 0);
        work.writes().forEach(more::count);
        more.keys.removeAll(keys);
        return keys.size() + more.keys.size() <= MOST_KEYS
                && values + more.values <= MOST_VALUES
                && (works.isEmpty() || bytes + more.bytes <= MOST_BYTES);
    }

    void add(Work work) {
        if (!work.isEmpty()) {
            works.add(work);
            quiet &= work.isQuiet();
            work.writes().forEach(this::count);
        }
    }

    private void count(Write write) {
        keys.add(write.key());
        values += WORDS_OF_A_WRITE;
        if (write instanceof Write.Put put) {
            put.fields().forEach((name, value) -> count(name, value));
        } else if (write instanceof Write.Append append) {
            append.fields().forEach((name, value) -> count(name, value));
        } else if (write instanceof Write.Line line) {
            count("", line.text());
        } else if (write instanceof Write.Remove remove) {
            values += remove.fields().size();
        } else {
            values += 2;
        }
    }

    private void count(String name, String value) {
        values += 2;
        bytes += name.length() + value.length();
    }

    /** @param version that decides after this position */
    void moveTo(long handled, int version) {
        position = handled;
        quiet &= version == rulebook;
        rulebook = version;
    }

    long position() {
        return position;
    }

    int rulebook() {
        return rulebook;
    }

    /** How many entries it carries. */
    long entries() {
        return position - start;
    }

    boolean isEmpty() {
        return works.isEmpty() && entries() == 0;
    }

    /** Whether nobody waits for its commit: nothing is done after it but telling. */
    boolean isQuiet() {
        return quiet;
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
