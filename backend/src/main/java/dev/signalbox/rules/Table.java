package dev.signalbox.rules;

import org.jspecify.annotations.Nullable;

/**
 * Reference data of a pack, as {@code table("name")} gives it: a row for each key, columns by name. Nothing here ever
 * throws: a table, key or column that is not there, and an empty cell, read as nothing.
 */
public interface Table {

    /** Whether there is a row with this key. */
    boolean has(@Nullable String key);

    /** The text of a cell, or null. */
    @Nullable
    String str(@Nullable String key, @Nullable String column);

    /** The number in a cell; NaN when there is none, so that every comparison is false. */
    double num(@Nullable String key, @Nullable String column);

    /** Whether a cell holds {@code true}, in small or capital letters. */
    boolean bool(@Nullable String key, @Nullable String column);

    /** How many rows there are. */
    int size();
}
