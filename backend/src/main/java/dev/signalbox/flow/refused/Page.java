package dev.signalbox.flow.refused;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some refused messages of a source, the newest first.
 *
 * @param total how many are kept of the source
 * @param bytes how much room they take
 * @param next where older ones follow; null when there are none
 */
public record Page(
        List<RefusedMessage> items,
        long total,
        long bytes,
        @Nullable Long next) {}
