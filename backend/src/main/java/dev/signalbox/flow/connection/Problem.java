package dev.signalbox.flow.connection;

/**
 * What is wrong with a source's text.
 *
 * @param pointer JSON Pointer to the field
 * @param message what was wanted, what came, what to do
 */
public record Problem(String pointer, String message) {}
