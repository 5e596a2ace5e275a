package dev.signalbox.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long the oldest undecided entry of one partition has been waiting, to the second: from when the journal was first
 * seen to have it. Reading the entry itself would mean reading its data.
 */
final class Ages {

    private static final int MOST = 3_600;

    private record Sample(long at, long last) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes a look into account. Reply: milliseconds; 0 when everything is decided. */
    synchronized long age(long now, long last, long position) {
        if (samples.isEmpty() || samples.getLast().last() < last) {
            samples.addLast(new Sample(now, last));
        }
        while (!samples.isEmpty() && samples.getFirst().last() <= position) {
            samples.removeFirst();
        }
        while (samples.size() > MOST) {
            samples.remove(samples.stream().skip(1).findFirst().orElseThrow());
        }
        return last <= position || samples.isEmpty()
                ? 0
                : now - samples.getFirst().at();
    }
}
