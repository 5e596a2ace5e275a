package dev.signalbox.flow;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The ownerships of this hub: which there are, and how the others ended. */
public final class Tenures {

    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final AtomicLong fenced = new AtomicLong();
    private final AtomicLong handedOver = new AtomicLong();

    void begin(int partition) {
        owned.add(partition);
    }

    void end(int partition) {
        owned.remove(partition);
    }

    void fenced() {
        fenced.incrementAndGet();
    }

    void handedOver() {
        handedOver.incrementAndGet();
    }

    /** The partitions that this hub owns, as far as it knows. */
    public List<Integer> owned() {
        return owned.stream().sorted().toList();
    }

    /** How often another hub had taken a partition over. */
    public long fencings() {
        return fenced.get();
    }

    /** How often a partition was given to another hub as planned. */
    public long handovers() {
        return handedOver.get();
    }
}
