package dev.signalbox.flow.connection;

import org.jspecify.annotations.Nullable;

/** Keeps secrets that came by the API unreadable at rest. */
public interface SecretBox {

    /** Why nothing can be sealed at the moment, as a sentence; null when it can. */
    @Nullable
    String fault();

    /** @param about what the secret belongs to, such as {@code source/shop}; it can be opened only for the same */
    String seal(String plain, String about);

    /** The text that was sealed; null when it cannot be opened, for it was sealed under another key. */
    @Nullable
    String open(String sealed, String about);
}
