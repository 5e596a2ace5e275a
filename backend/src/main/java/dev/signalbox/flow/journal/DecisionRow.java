package dev.signalbox.flow.journal;

/**
 * A kept decision.
 *
 * @param position of the entry that it belongs to
 * @param number 0 for the entry's own; those of the clock seconds after it count from 1
 * @param text as JSON
 */
public record DecisionRow(long position, long number, String text) {}
