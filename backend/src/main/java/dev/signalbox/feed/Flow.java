package dev.signalbox.feed;

/**
 * How much there is of something.
 *
 * @param total since this hub started
 * @param rate per second, over the last ten
 */
public record Flow(long total, double rate) {

    private static final double THOUSAND = 1000;

    static final Flow NONE = new Flow(0, 0);

    Flow plus(Flow other) {
        return new Flow(total + other.total, Math.round((rate + other.rate) * THOUSAND) / THOUSAND);
    }
}
