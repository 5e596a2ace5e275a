package dev.signalbox.proof.prove.fault;

/**
 * A fault that struck.
 *
 * @param from and to, milliseconds since 1970
 */
public record Strike(String kind, String title, long from, long to, Trace trace) {

    /** As a line of a log. */
    public String line() {
        return kind + ' ' + title + ", " + (to - from) + " ms: " + (trace.seen() ? "" : "NOTHING SEEN: ")
                + trace.proof();
    }
}
