package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a CloudEvent that stand in headers or fields of their own.
 *
 * @param wrong what is wrong with them; null when nothing is
 */
record Attributes(ObjectNode json, @Nullable String wrong) {

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
                    wrong = "the header " + Fields.cut(name) + " is not percent-encoded UTF-8";
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

    private static @Nullable String decode(@Nullable String text) {
        if (text == null || text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
