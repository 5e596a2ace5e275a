package dev.signalbox.flow.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.kie.api.runtime.rule.FactHandle;

/** The events that a session holds for later joins, oldest first, until the rule window has passed over them. */
final class Memory {

    private record Held(long end, long number, FactHandle handle) {}

    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::end).thenComparingLong(Held::number));
    private long number;

    /** @param end when the window has passed over it, milliseconds since the epoch */
    void hold(FactHandle handle, long end) {
        held.add(new Held(end, number++, handle));
    }

    /** When the next one leaves, milliseconds since the epoch. */
    long next() {
        Held first = held.peek();
        return first == null ? Long.MAX_VALUE : first.end();
    }

    /** Those whose window ends at this time or before it; they are forgotten here. */
    List<FactHandle> leaving(long now) {
        List<FactHandle> leaving = new ArrayList<>();
        for (Held first = held.peek(); first != null && first.end() <= now; first = held.peek()) {
            held.remove();
            leaving.add(first.handle());
        }
        return leaving;
    }

    int size() {
        return held.size();
    }
}
