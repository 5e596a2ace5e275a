package dev.signalbox.flow.match;

/**
 * Facts of one type that a session holds.
 *
 * @param type of events, {@link #OTHERS} for all that no rule names; or the name of a declared type
 * @param inserted whether rules inserted them
 * @param bytes that they take, about
 * @param oldest its time, milliseconds since the epoch; 0 when there is none
 * @param most that there may be; 0 for any number
 */
public record Remembered(String type, boolean inserted, long count, long bytes, long oldest, int most) {

    /** Events whose type no rule names are counted as of one type. */
    public static final String OTHERS = "(others)";
}
