package dev.signalbox.flow.match;

import org.jspecify.annotations.Nullable;

/**
 * What of the journal an explanation rests on.
 *
 * @param from position of the first entry that was looked at; that of the event itself when there was none before it
 * @param entries before the event that were looked at
 * @param note what could not be looked at, as a sentence; null when the whole rule window was
 */
public record History(long from, long entries, @Nullable String note) {}
