package dev.signalbox.backtest;

/**
 * How often a rule, or all of them, did what on the two sides.
 *
 * @param fresh starts that only the draft makes
 * @param lost starts that only the active rulebook makes
 * @param same starts that both make
 * @param changed starts that both make, with another input
 */
public record Counts(Two fired, long fresh, long lost, long same, long changed, Two emits, Two cancels, Two alerts) {

    /** A number on each side. */
    public record Two(long before, long after) {

        static final Two NONE = new Two(0, 0);

        Two plus(Two other) {
            return new Two(before + other.before, after + other.after);
        }
    }

    static final Counts NONE = new Counts(Two.NONE, 0, 0, 0, 0, Two.NONE, Two.NONE, Two.NONE);

    Counts plus(Counts other) {
        return new Counts(
                fired.plus(other.fired),
                fresh + other.fresh,
                lost + other.lost,
                same + other.same,
                changed + other.changed,
                emits.plus(other.emits),
                cancels.plus(other.cancels),
                alerts.plus(other.alerts));
    }
}
