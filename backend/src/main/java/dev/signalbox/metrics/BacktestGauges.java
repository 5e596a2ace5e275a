package dev.signalbox.metrics;

/** The back-tests of this hub, at the moment of a scrape. */
public interface BacktestGauges {

    /** How many run or wait. */
    long open();

    /** How many came to an end. */
    long ended();

    /** How many events they decided again. */
    long replayed();
}
