package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Fields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a CloudEvent that stand in headers or fields of their own.
 *
 * @param wrong what is wrong with them; null when nothing is
 */
record Attributes(ObjectNode json, @Nullable String wrong) {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

    /** @param encoded whether values are percent-encoded, as the HTTP binding demands */
    static Attributes of(Headers headers, String prefix, boolean encoded) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        String wrong = null;
        for (String name : headers.names()) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                String value = encoded ? decode(headers.first(name)) : headers.first(name);
                if (headers.all(name).size() > 1) {
                    wrong = "the header " + Fields.cut(name) + " came more than once";
                } else if (value == null) {
                    wrong = "the header " + Fields.cut(name)
                            + " is not percent-encoded UTF-8, or its quotes are not closed";
                } else {
                    json.put(name.substring(prefix.length()), value);
                }
            }
        }
        return new Attributes(json, wrong);
    }

    String text(String name) {
        return json.path(name).asText("");
    }

    /** Quotes first, then the escapes, as the HTTP binding says. */
    private static @Nullable String decode(@Nullable String value) {
        String plain = value == null ? null : unquoted(value);
        return plain == null ? null : Percent.decode(plain);
    }

    /** What a quoted string says; older senders quote what holds a space. Null when the quotes are not closed. */
    private static @Nullable String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        Matcher quoted = QUOTED.matcher(value);
        return quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : null;
    }
}
