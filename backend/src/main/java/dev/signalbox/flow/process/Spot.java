package dev.signalbox.flow.process;

/**
 * A stretch of the text of a definition.
 *
 * @param line from 1
 * @param column from 1
 * @param length in characters, at least 1
 */
record Spot(int line, int column, int length) {

    static final Spot START = new Spot(1, 1, 1);
}
