package dev.signalbox.flow;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Shares that a test gives; all at first. */
final class GivenShares implements Shares {

    private final Set<Integer> foreign = ConcurrentHashMap.newKeySet();
    private volatile boolean alone = true;

    void take(int partition) {
        foreign.add(partition);
    }

    void give(int partition) {
        foreign.remove(partition);
    }

    void meet() {
        alone = false;
    }

    @Override
    public boolean keeps(int partition) {
        return !foreign.contains(partition);
    }

    @Override
    public boolean takes(int partition) {
        return keeps(partition);
    }

    @Override
    public boolean isAlone() {
        return alone;
    }
}
