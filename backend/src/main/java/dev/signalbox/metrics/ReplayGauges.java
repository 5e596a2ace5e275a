package dev.signalbox.metrics;

/** The replays that this hub works on, at the moment of a scrape. */
public interface ReplayGauges {

    /** How many are under way here. */
    long running();

    /** How many events this hub has journaled once more. */
    long replayed();
}
