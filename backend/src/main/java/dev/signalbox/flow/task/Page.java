package dev.signalbox.flow.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, newest first.
 *
 * @param next gets the part after it, as {@code before}; null at the end
 * @param scanned how many were looked at; a part may be short, even empty, and yet have a next one
 */
public record Page<T>(List<T> items, @Nullable String next, int scanned) {}
