package dev.signalbox.feed;

import dev.signalbox.trace.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The last moments of this hub, for whoever watches. It never holds up who tells: what a watcher is too slow for is
 * overwritten, and counted as skipped.
 */
public final class Feed implements Consumer<Moment> {

    static final int RING = 4096;

    private final String name;
    private final Moment[] ring = new Moment[RING];
    private long next;

    /** @param name of the ring, another one after each start: numbers begin anew then */
    public Feed(String name) {
        this.name = name;
    }

    @Override
    public synchronized void accept(Moment moment) {
        ring[(int) (next % RING)] = moment;
        next++;
    }

    /** Where a watcher begins who has seen nothing: with what is told from now on. */
    public synchronized long now() {
        return next;
    }

    /** The number after the one of an id; empty when the ring does not know what came after it. */
    public synchronized OptionalLong after(String id) {
        int dash = id.lastIndexOf('-');
        if (dash < 0
                || !id.substring(0, dash).equals(name)
                || !id.substring(dash + 1).matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(id.substring(dash + 1)) + 1;
        return number <= next && number >= next - RING ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** The id of the last moment before a number. */
    public String id(long number) {
        return name + '-' + (number - 1);
    }

    /**
     * What was told since a number, as far as it passes the filter; the newest {@code most} of it.
     *
     * @return with the number to go on from
     */
    public Frame since(long number, Filter filter, int most) {
        List<Moment> told = new ArrayList<>();
        long until = copy(number, told);
        long lost = until - number - told.size();
        List<Moment> passed = told.stream().filter(filter::passes).toList();
        int from = Math.max(0, passed.size() - most);
        return new Frame(passed.subList(from, passed.size()), lost + from, until);
    }

    private synchronized long copy(long number, List<Moment> told) {
        for (long n = Math.max(number, next - RING); n < next; n++) {
            told.add(ring[(int) (n % RING)]);
        }
        return next;
    }

    /**
     * @param skipped how many there were besides: passed the filter but were too many, or were overwritten unseen
     * @param next the number to go on from
     */
    public record Frame(List<Moment> moments, long skipped, long next) {}
}
