package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Fields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request goes, read off the raw path: what is not exactly a known path goes nowhere. */
sealed interface Route {

    /** To {@code /hooks/{source}} or {@code /events/{source}}. */
    record To(String source, boolean cloudEvents) implements Route {}

    /** Nothing is there. */
    record Nowhere() implements Route {}

    /** A path that tries to be another than it looks. */
    record Trick() implements Route {}

    Pattern PATH = Pattern.compile("/(hooks|events)/(" + Fields.NAME + ")");
    Pattern TRICK = Pattern.compile("[%;\\\\\\x00-\\x20\\x7f-\\uffff]|\\.\\.|//|/\\.(?:/|$)");

    static Route of(@Nullable String path) {
        if (path == null || TRICK.matcher(path).find()) {
            return new Trick();
        }
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? new To(matcher.group(2), matcher.group(1).equals("events")) : new Nowhere();
    }
}
