package dev.signalbox.event;

import org.jspecify.annotations.Nullable;

/** What a person writes to choose events or rules by their names. */
public final class TypePattern {

    private TypePattern() {}

    /** @param wanted exact, or a prefix such as {@code order.*}; null for all */
    public static boolean passes(@Nullable String wanted, String found) {
        return wanted == null
                || (wanted.endsWith("*")
                        ? found.startsWith(wanted.substring(0, wanted.length() - 1))
                        : wanted.equals(found));
    }
}
