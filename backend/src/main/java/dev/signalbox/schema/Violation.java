package dev.signalbox.schema;

/**
 * Where the data of an event are not what their schema wants. It quotes no value of them.
 *
 * @param pointer JSON Pointer into the data; empty for the data as a whole
 * @param text what was wanted and what came
 */
public record Violation(String pointer, String text) {

    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the data" : pointer) + ": " + text;
    }
}
