package dev.signalbox.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When something comes again and again. The instants depend on nothing but the text, so every hub finds the same ones. */
public sealed interface Rhythm permits Cron, Every {

    /** What reading a text came to. */
    sealed interface Read {

        record Good(Rhythm rhythm) implements Read {}

        /** @param message what is wrong, for people */
        record Bad(String message) implements Read {}
    }

    /** The first instant after this one. */
    Instant next(Instant after);

    /** As it was written, with all that the instants depend on. */
    String text();

    /** The first ones after this instant, in their order. */
    default List<Instant> next(Instant after, int count) {
        List<Instant> instants = new ArrayList<>(count);
        Instant at = after;
        for (int i = 0; i < count; i++) {
            at = next(at);
            instants.add(at);
        }
        return instants;
    }
}
