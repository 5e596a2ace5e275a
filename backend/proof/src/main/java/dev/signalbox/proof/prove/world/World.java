package dev.signalbox.proof.prove.world;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * What a fault may touch and look at. One fault strikes at a time, so nothing here is shared between two.
 *
 * @param counts of the driver, which goes on meanwhile
 * @param random of this run's seed: a fault takes its chances from here alone
 * @param edition label of the rules that were asked for last; they only go up
 * @param versions of the hub in which hubs may be started; the first is that of the run
 * @param folder of this run; what a fault leaves there is kept when the run fails
 */
public record World(
        List<HubNode> hubs,
        Store store,
        SinkNode sink,
        Wiring wiring,
        Counts counts,
        RandomGenerator random,
        AtomicInteger edition,
        List<HubNode.Launch> versions,
        Path folder) {

    /** Any of the hubs. */
    public HubNode anyHub() {
        return hubs.get(random.nextInt(hubs.size()));
    }

    /** A small world beside this one, for what would do this one harm. */
    public World with(List<HubNode> others, Store another) {
        return new World(others, another, sink, wiring, counts, random, edition, versions, folder);
    }

    /** Waits; fails with what was wanted when the deadline passes. */
    public void until(String wanted, Duration deadline, Callable<Boolean> condition) {
        Until.holds(wanted, deadline, condition);
    }
}
