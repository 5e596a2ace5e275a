package dev.signalbox.metrics;

/** The jobs over instances that this hub works on, at the moment of a scrape. */
public interface JobGauges {

    /** How many are under way here. */
    long running();

    /** How many items this hub has journaled. */
    long items();
}
