package dev.signalbox.flow.journal;

import org.jspecify.annotations.Nullable;

/**
 * How many events lie before one, told from hub to hub: what a process sends carries it, so that a loop through another
 * program, or through the hub's own doors, is found as one inside is.
 */
public final class Depth {

    /** A header of a call or a message. */
    public static final String HEADER = "signalbox-depth";

    private static final String NUMBER = "[0-9]{1,4}";

    private Depth() {}

    /** Of what came with this header; 0 without one, or with one that no hub has written. */
    public static int of(@Nullable String header) {
        return header != null && header.matches(NUMBER) ? Integer.parseInt(header) : 0;
    }
}
