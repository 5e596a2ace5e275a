package dev.signalbox.flow.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is to be done next in a transition: one thing, or one for each branch of a fork. First come, first done. */
final class Agenda {

    private record Item(String path, Runnable action) {}

    private final Deque<Item> items = new ArrayDeque<>();

    /** @param path of the sequence that goes on with it */
    void add(String path, Runnable action) {
        items.add(new Item(path, action));
    }

    /** Forgets what would go on inside a task. */
    void forgetInside(String path) {
        items.removeIf(item -> item.path().startsWith(path + '/'));
    }

    void clear() {
        items.clear();
    }

    /** The next; null when the instance has come to rest. */
    @Nullable
    Runnable next() {
        Item item = items.poll();
        return item == null ? null : item.action();
    }
}
