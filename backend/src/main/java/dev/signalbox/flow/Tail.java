package dev.signalbox.flow;

import dev.signalbox.flow.journal.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The end of the journal as far as this hub has just appended it, so that the owner need not read it back. It may have
 * gaps; what is missing is read. Confined to the partition's thread.
 */
final class Tail {

    private static final int MOST = 256;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** False when there is no room: then it will have to be read. */
    boolean add(Entry entry) {
        return entries.size() < MOST && entries.add(entry);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether the next entry after a position is known. Forgets those before. */
    boolean follows(long position) {
        while (!entries.isEmpty() && entries.element().position() <= position) {
            entries.remove();
        }
        return !entries.isEmpty() && entries.element().position() == position + 1;
    }

    /** The known entries that follow a position without a gap, at most so many. */
    List<Entry> after(long position, int most) {
        List<Entry> following = new ArrayList<>();
        long last = position;
        while (following.size() < most && follows(last)) {
            following.add(entries.remove());
            last++;
        }
        return following;
    }
}
