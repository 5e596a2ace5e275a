package dev.signalbox.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Which ticks are made of those that are due.
 *
 * @param ticks the oldest first
 * @param dropped how many before them are not made
 * @param isAll false when more than those were dropped; nobody counted on
 * @param newest that is due, whether it is made or not
 */
public record Plan(List<Instant> ticks, int dropped, boolean isAll, Instant newest) {

    /** As many are made at most. */
    public static final int MOST = 1_000;

    /** A tick that is later than this was missed: a new hub has taken over by then. */
    public static final Duration LATE = Duration.ofSeconds(10);

    static final int COUNTED = 10_000;
    private static final Duration LEAST_LOOK = Duration.ofMinutes(1);

    /** @param last that was made; at least one after it is due */
    public static Plan of(Rhythm rhythm, CatchUp catchUp, Instant last, Instant now) {
        Due due = due(rhythm, last, now);
        List<Instant> made = due.made(catchUp, now);
        return new Plan(
                made, due.count() - made.size(), due.isAll(), due.newest().getLast());
    }

    /** @param newest no more than may be made */
    private record Due(Deque<Instant> newest, int count, boolean isAll) {

        List<Instant> made(CatchUp catchUp, Instant now) {
            Instant last = newest.getLast();
            return switch (catchUp) {
                case ONCE -> List.of(last);
                case ALL -> List.copyOf(newest);
                case SKIP -> isLate(last, now) ? List.of() : List.of(last);
            };
        }
    }

    /** Looks back twice as far each time: of a gap of months, all ticks of a second are too many to count. */
    private static Due due(Rhythm rhythm, Instant last, Instant now) {
        Duration look = LEAST_LOOK;
        while (true) {
            Instant begin = now.minus(look);
            boolean all = !begin.isAfter(last);
            Due due = count(rhythm, all ? last : begin, now, all);
            if (all || due.count() >= COUNTED) {
                return due;
            }
            look = look.multipliedBy(2);
        }
    }

    private static Due count(Rhythm rhythm, Instant begin, Instant now, boolean all) {
        Deque<Instant> newest = new ArrayDeque<>();
        int count = 0;
        for (Instant next = rhythm.next(begin); !next.isAfter(now); next = rhythm.next(next)) {
            newest.add(next);
            if (newest.size() > MOST) {
                newest.remove();
            }
            count++;
        }
        return new Due(newest, count, all);
    }

    /** Whether a tick comes too late for whoever wants no late ones. */
    public static boolean isLate(Instant tick, Instant now) {
        return tick.plus(LATE).isBefore(now);
    }
}
