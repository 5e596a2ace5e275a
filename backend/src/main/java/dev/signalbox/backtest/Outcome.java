package dev.signalbox.backtest;

import dev.signalbox.flow.match.Decision;

/** What became of one event, or of one second of the clock, on one side. */
public sealed interface Outcome {

    record Decided(Decision decision) implements Outcome {}

    /** Live would put the event into quarantine, or let nothing fire at the second. */
    record Failed(String cause, long second) implements Outcome {}
}
