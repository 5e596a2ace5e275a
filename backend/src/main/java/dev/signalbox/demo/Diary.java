package dev.signalbox.demo;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What was done and what was seen, newest last. Several threads write into it. */
public final class Diary {

    private static final int REMEMBERED = 8;

    private final InstantSource clock;
    private final Consumer<Entry> listener;
    private final Deque<Entry> entries = new ArrayDeque<>();

    public record Entry(long at, String text) {}

    /** @param listener gets each entry as it is made */
    Diary(InstantSource clock, Consumer<Entry> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    synchronized void note(String text) {
        Entry entry = new Entry(clock.millis(), text);
        entries.addLast(entry);
        if (entries.size() > REMEMBERED) {
            entries.removeFirst();
        }
        listener.accept(entry);
    }

    synchronized List<Entry> last() {
        return List.copyOf(entries);
    }
}
