package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Ends the owner of a partition at random places: each of some failpoints once, at a random pass, as a crash of the hub would;
 * and calls for an end of the whole hub at a random event. Between two ends something is committed, so that no entry becomes
 * poison.
 */
final class Crashes implements Failpoints {

    private static final int OFTEN = 150;
    private static final int SELDOM = 6;

    private static final List<Failpoint> PLACES = List.of(
            Failpoint.PART_AFTER_READ,
            Failpoint.RULE_BEFORE_FIRE,
            Failpoint.RULE_AFTER_FIRE,
            Failpoint.COMMIT_AFTER_SEND,
            Failpoint.COMMIT_AFTER_OK,
            Failpoint.HANDOVER_AFTER_CLAIM,
            Failpoint.HANDOVER_BEFORE_REPLAY_DONE);

    private final Map<Failpoint, Integer> due = new EnumMap<>(Failpoint.class);
    private final Map<Failpoint, AtomicInteger> passes = new ConcurrentHashMap<>();
    private final AtomicBoolean progress = new AtomicBoolean(true);
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final int closing;
    private final CountDownLatch close = new CountDownLatch(1);

    Crashes(RandomGenerator chance) {
        for (Failpoint place : PLACES) {
            if (chance.nextInt(2) == 0) {
                due.put(place, 1 + chance.nextInt(place == Failpoint.RULE_BEFORE_FIRE ? OFTEN : SELDOM));
            }
        }
        closing = 1 + chance.nextInt(OFTEN);
    }

    /** Told when the hub is to be closed. */
    CountDownLatch close() {
        return close;
    }

    @Override
    public void pass(Failpoint point) {
        if (point == Failpoint.COMMIT_AFTER_OK) {
            progress.set(true);
        }
        int pass = passes.computeIfAbsent(point, none -> new AtomicInteger()).incrementAndGet();
        if (point == Failpoint.RULE_BEFORE_FIRE && pass >= closing) {
            close.countDown();
        }
        if (pass >= due.getOrDefault(point, Integer.MAX_VALUE) && progress.compareAndSet(true, false)) {
            due.put(point, Integer.MAX_VALUE);
            ends.add(point + " " + pass);
            throw new IllegalStateException("a crash at pass " + pass + " of " + point);
        }
    }

    @Override
    public boolean losesReply(Failpoint point) {
        return false;
    }

    @Override
    public String toString() {
        return "crashed at " + ends + ", closed at event " + closing;
    }
}
