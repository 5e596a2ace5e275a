package dev.signalbox.metrics;

import java.util.List;

/** How this hub stands among the others, at the moment of a scrape. */
public interface HubGauges {

    /** Hubs that are alive, this one among them. */
    int hubs();

    int partitions();

    /** Those that this hub owns. */
    List<Integer> owned();

    long fencings();

    long handovers();

    /** How long rules have been busy with one event, the longest of all partitions; seconds. */
    double longestEvaluation();
}
