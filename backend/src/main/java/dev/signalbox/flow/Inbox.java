package dev.signalbox.flow;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.task.Outcome;
import dev.signalbox.flow.task.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Where the rest of the program leaves word for a partition's thread. The only thing they share. */
final class Inbox {

    /** Word for the partition. */
    sealed interface Note {
        /** There may be new entries, or the partition is to look up for another reason. */
        record Wake() implements Note {}

        /** This hub has appended an entry: it need not be read. */
        record Appended(Entry entry) implements Note {}

        /** An attempt begins to wait for its target, or has waited and is made. */
        record Waits(Timer place, boolean begins) implements Note {}

        /** An attempt ended. */
        record Ended(Timer place, Outcome outcome) implements Note {}

        /** An outbox row has reached its target's journal. */
        record Delivered(String row) implements Note {}
    }

    private static final Note WAKE = new Note.Wake();

    /* What a partition that lags behind is not told; it reads the journal instead, once it has taken one of the wakes. */
    private static final int MOST_ENTRIES = 256;
    private static final int MOST_WAKES = 64;
    private static final int LARGE = 4 * 1024;

    private final LinkedBlockingQueue<Note> notes = new LinkedBlockingQueue<>();

    void wake() {
        if (notes.isEmpty()) {
            notes.add(WAKE);
        }
    }

    /** Leaves the entry while there is room, else word that there are entries to be read. */
    void appended(Entry entry) {
        int left = notes.size();
        if (left < MOST_ENTRIES && entry.offer().envelope().data().size() <= LARGE) {
            notes.add(new Note.Appended(entry));
        } else if (left < MOST_ENTRIES + MOST_WAKES) {
            notes.add(WAKE);
        }
    }

    void leave(Note note) {
        notes.add(note);
    }

    /** All notes; waits for the first one at most so many milliseconds. */
    List<Note> take(long millis) throws InterruptedException {
        List<Note> taken = new ArrayList<>();
        if (notes.isEmpty() && millis > 0) {
            Note first = notes.poll(millis, TimeUnit.MILLISECONDS);
            if (first == null) {
                return taken;
            }
            taken.add(first);
        }
        notes.drainTo(taken, 1000);
        return taken;
    }
}
