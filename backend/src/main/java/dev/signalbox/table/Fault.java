package dev.signalbox.table;

/**
 * What is wrong with the text of a table.
 *
 * @param from index of the first character that is meant
 * @param to index behind the last
 * @param code one word, the same for every fault of its kind
 * @param message what was wanted and what came
 * @param hint what to do
 */
public record Fault(int from, int to, String code, String message, String hint) {}
