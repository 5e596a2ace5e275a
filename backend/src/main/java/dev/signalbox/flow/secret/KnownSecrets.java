package dev.signalbox.flow.secret;

import org.jspecify.annotations.Nullable;

/** The secrets by their names, as of now. May be asked from any thread. */
@FunctionalInterface
public interface KnownSecrets {

    /** Null when there is none of this name. */
    @Nullable
    Held find(String name);
}
