package dev.signalbox.flow.refused;

/**
 * How much is kept of a source, which may be gone by now.
 *
 * @param messages at least one
 */
public record Standing(String source, long messages, long bytes) {}
