package dev.signalbox.flow.connection;

import org.jspecify.annotations.Nullable;

/** A live secret; what it refers to may change while the hub runs. */
@FunctionalInterface
public interface Secret {

    /** The text of now; null when the reference leads nowhere. */
    @Nullable
    String text();
}
