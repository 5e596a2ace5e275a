package dev.signalbox.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/** For how long entries are kept at the rate of the last minutes: until they are old, or until they fill half of Redis. */
final class Keeping {

    private static final long SPAN = 300_000;
    private static final long LEAST = 10_000;

    private record Sample(long at, long last) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final long age;

    /** @param age after which an entry goes in any case, milliseconds */
    Keeping(long age) {
        this.age = age;
    }

    /**
     * Takes one look at the journal into account.
     *
     * @param last entries ever journaled, {@code kept} those that are there still
     * @param memory bytes in use, {@code most} bytes allowed; 0 without a limit
     * @return milliseconds; 0 while it is not known
     */
    long millis(long at, long last, long kept, long memory, long most) {
        samples.add(new Sample(at, last));
        while (samples.element().at() < at - SPAN) {
            samples.remove();
        }
        Sample first = samples.element();
        if (at - first.at() < LEAST) {
            return 0;
        }
        long grown = last - first.last();
        if (most == 0 || kept == 0 || grown <= 0) {
            return age;
        }
        double bytesOfEach = (double) memory / kept;
        double room = most / 2.0 / bytesOfEach;
        return Math.min(age, Math.round(room * (at - first.at()) / grown));
    }
}
