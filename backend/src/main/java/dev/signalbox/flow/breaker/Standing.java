package dev.signalbox.flow.breaker;

import java.util.random.RandomGenerator;

/**
 * How a target's breaker stands, for all hubs.
 *
 * @param since when it came to stand so, milliseconds since the epoch
 * @param until open: when one call may try; half open: until when its hub has the right to it; 0 for never
 * @param openings how often it has opened without a steady time between
 * @param cause why it stands so, one line
 * @param by who opened or closed it by hand; empty when it did so itself
 * @param hub that may probe; empty unless half open
 */
public record Standing(Phase phase, long since, long until, int openings, String cause, String by, String hub) {

    /** Whether calls go. */
    public enum Phase {
        CLOSED("closed"),
        HALF_OPEN("half-open"),
        OPEN("open");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static final Standing ALWAYS_CLOSED = new Standing(Phase.CLOSED, 0, 0, 0, "", "", "");

    /** So many doublings are more than any longest time. */
    private static final int MANY = 20;

    boolean is(Phase other) {
        return phase == other;
    }

    /** The target fails. */
    Standing opened(long now, String why, Limits limits, RandomGenerator random) {
        boolean afresh = phase == Phase.CLOSED && now - since >= limits.steady().toMillis();
        int times = afresh ? 1 : openings + 1;
        long open = limits.open().toMillis() << Math.min(times - 1, MANY);
        long usual = Math.min(limits.longest().toMillis(), open);
        long longer = (long) (usual * limits.chance() * random.nextDouble());
        return new Standing(Phase.OPEN, now, now + usual + longer, times, why, "", "");
    }

    /** Whether one call may try to find out. */
    boolean mayProbe(long now) {
        return phase != Phase.CLOSED && until > 0 && now >= until;
    }

    /** One hub gets the right to one call. */
    Standing probed(long now, String prober, Limits limits) {
        return new Standing(Phase.HALF_OPEN, since, now + limits.probe().toMillis(), openings, cause, "", prober);
    }

    /** The target works again. */
    Standing closed(long now) {
        return new Standing(Phase.CLOSED, now, 0, openings, "", "", "");
    }

    static Standing openedByHand(long now, String who, String why) {
        return new Standing(Phase.OPEN, now, 0, 0, why, who, "");
    }

    static Standing closedByHand(long now, String who, String why) {
        return new Standing(Phase.CLOSED, now, 0, 0, why, who, "");
    }
}
