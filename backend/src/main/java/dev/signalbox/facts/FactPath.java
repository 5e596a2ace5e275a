package dev.signalbox.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path into the data, as the accessors of a rule take it; 0 stands for any position of an array.
 *
 * @param kinds of values that stood there, the most frequent first: number, text, boolean, array, object or null
 * @param form what all of its numbers or texts have in common: integer or date-time; null for nothing
 * @param seen in how many events
 * @param example the newest value, shortened; null for what has parts and for what is hidden
 * @param source that the example came from
 * @param hidden whether a source hides it: then nothing below it is known either
 */
public record FactPath(
        String path,
        List<String> kinds,
        @Nullable String form,
        long seen,
        @Nullable String example,
        @Nullable String source,
        boolean hidden) {

    /** The same without its example. */
    public FactPath unseen() {
        return new FactPath(path, kinds, form, seen, null, null, true);
    }
}
