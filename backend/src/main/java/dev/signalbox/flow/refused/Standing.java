package dev.signalbox.flow.refused;

/** How much is kept of a source, which may be gone by now. */
public record Standing(String source, long messages, long bytes) {}
