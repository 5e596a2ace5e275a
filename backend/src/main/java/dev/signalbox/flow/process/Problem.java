package dev.signalbox.flow.process;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a definition, at its place in the text.
 *
 * @param line from 1
 * @param column from 1
 * @param severity error or warning
 */
public record Problem(
        int line,
        int column,
        int length,
        String severity,
        String code,
        String message,
        @Nullable String hint) {}
