package dev.signalbox.demo.world;

/**
 * How much goes wrong in the world, as shares of 1.
 *
 * @param ofOrders refused for good: out of stock, declined, or no carrier goes there
 * @param ofCalls that meet trouble: busy, slow, or the answer is lost
 */
public record Failures(double ofOrders, double ofCalls) {

    /** What a demo has that says nothing about it. */
    public static final Failures USUAL = new Failures(0.05, 0.075);

    private static final double BUSY = 0.4;
    private static final double SLOW = 0.4;

    /** The same share of orders and of calls. */
    public static Failures of(double share) {
        return new Failures(share, share);
    }

    double outOfStock() {
        return 0.4 * ofOrders;
    }

    double declined() {
        return 0.4 * ofOrders;
    }

    double noRoute() {
        return 0.2 * ofOrders;
    }

    /** What becomes of a call that drew this number. */
    Trouble meets(double draw) {
        if (draw < BUSY * ofCalls) {
            return Trouble.BUSY;
        }
        if (draw < (BUSY + SLOW) * ofCalls) {
            return Trouble.SLOW;
        }
        return draw < ofCalls ? Trouble.ANSWER_LOST : Trouble.NONE;
    }

    /** What a call can meet. */
    enum Trouble {
        BUSY,
        SLOW,
        ANSWER_LOST,
        NONE
    }
}
