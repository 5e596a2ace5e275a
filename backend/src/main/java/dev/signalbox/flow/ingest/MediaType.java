package dev.signalbox.flow.ingest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A media type as far as ingest cares.
 *
 * @param name type and subtype in lower case; empty when there was no header
 * @param charset in lower case; null when none was said
 */
record MediaType(String name, @Nullable String charset) {

    static final String FORM = "application/x-www-form-urlencoded";

    static MediaType of(@Nullable String header) {
        if (header == null) {
            return new MediaType("", null);
        }
        String[] parts = header.toLowerCase(Locale.ROOT).split(";", 8);
        String charset = null;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("charset=")) {
                charset = part.substring("charset=".length()).replace("\"", "");
            }
        }
        return new MediaType(parts[0].strip(), charset);
    }

    boolean isJson() {
        return utf8() && (name.equals("application/json") || name.endsWith("+json") || name.equals("text/json"));
    }

    boolean is(String other) {
        return utf8() && name.equals(other);
    }

    private boolean utf8() {
        return charset == null || charset.equals("utf-8") || charset.equals("utf8") || charset.equals("us-ascii");
    }
}
