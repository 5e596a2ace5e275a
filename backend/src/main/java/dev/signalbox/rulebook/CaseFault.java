package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import org.jspecify.annotations.Nullable;

/** A case cannot be read: what was wanted and what came, at its place. */
final class CaseFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Spot spot;

    CaseFault(Spot spot, @Nullable String why) {
        super(why, null, false, false);
        this.spot = spot;
    }

    Spot spot() {
        return spot;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
