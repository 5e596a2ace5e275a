package dev.signalbox.snippet;

import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a source signs, such as {@code {header:X-Time}.{body}}. */
final class Signed {

    private static final Pattern PLACE = Pattern.compile("\\{(body|header:([^}]+))}");

    private Signed() {}

    /**
     * The pieces; null stands for the body. A header that is signed and not yet sent is sent from now on, with the time.
     */
    static List<@Nullable Header> pieces(String pattern, List<Header> headers) {
        List<@Nullable Header> pieces = new ArrayList<>();
        Matcher place = PLACE.matcher(pattern);
        int from = 0;
        while (place.find()) {
            literal(pattern.substring(from, place.start()), pieces);
            String name = place.group(2);
            pieces.add(name == null ? null : sent(name, headers));
            from = place.end();
        }
        literal(pattern.substring(from), pieces);
        return pieces;
    }

    private static void literal(String text, List<@Nullable Header> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Header("", text, Made.TEXT));
        }
    }

    private static Header sent(String name, List<Header> headers) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseGet(() -> {
                    Header time = new Header(name, "", Made.SECONDS);
                    headers.add(time);
                    return time;
                });
    }
}
