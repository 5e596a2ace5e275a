package dev.signalbox.flow.breaker;

import java.time.Duration;

/**
 * When a breaker opens, for how long, and how much may go to one target.
 *
 * @param width calls under way to one target, from one hub
 * @param window of time whose calls are counted
 * @param enough calls in the window, so that their share means something
 * @param share of failures in the window that opens
 * @param row failures in a row that open, however long they take
 * @param open how long it is open the first time; twice as long each further time
 * @param longest that it is open
 * @param chance part of that time by which it may be longer, so that breakers do not move in step
 * @param probe how long one hub has the right to probe; longer than a call may take
 * @param steady how long it must have been closed for the next opening to count as the first
 */
record Limits(
        int width,
        Duration window,
        int enough,
        double share,
        int row,
        Duration open,
        Duration longest,
        double chance,
        Duration probe,
        Duration steady,
        Ramp ramp,
        Retries retries) {

    /*
     * The window and its share are those of Hystrix (20 calls in 10 s, 50 %) and of Resilience4j and Polly in kind; failures
     * in a row and the growing time are those of Envoy's outlier detection; the retry budget is Finagle's. A task that is
     * held loses nothing but time, so the first opening is short.
     */
    static final Limits USUAL = new Limits(
            64,
            Duration.ofSeconds(10),
            20,
            0.5,
            10,
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            0.2,
            Duration.ofSeconds(35),
            Duration.ofSeconds(60),
            new Ramp(2, 4),
            new Retries(0.2, 100));

    /**
     * After closing.
     *
     * @param first calls under way at most, from one hub
     * @param step good answers that let one more under way
     */
    record Ramp(int first, int step) {}

    /**
     * Of one hub to one target.
     *
     * @param share of first attempts that retries may be
     * @param perSecond retries that may go in any case
     */
    record Retries(double share, int perSecond) {}
}
