package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.connection.Fields;
import org.jspecify.annotations.Nullable;

/** Where in a delivery a value stands. */
public sealed interface Selector {

    /** A place in the JSON body. */
    record Pointer(JsonPointer path) implements Selector {
        @Override
        public @Nullable String in(Headers headers, JsonNode body) {
            JsonNode found = body.at(path);
            return found.isTextual() || found.isNumber() || found.isBoolean() ? found.asText() : null;
        }

        @Override
        public String text() {
            return path.toString();
        }
    }

    /** A header; for a queue a field or property of the message. */
    record Header(String name) implements Selector {
        @Override
        public @Nullable String in(Headers headers, JsonNode body) {
            return headers.first(name);
        }

        @Override
        public String text() {
            return PREFIX + name;
        }
    }

    String PREFIX = "header:";

    /** The scalar value as text; null when there is none. */
    @Nullable
    String in(Headers headers, JsonNode body);

    /** As an operator writes it. */
    String text();

    /** Reads {@code /pointer} or {@code header:Name}; null when it is neither. */
    static @Nullable Selector parse(String text) {
        if (text.startsWith(PREFIX)) {
            String name = text.substring(PREFIX.length());
            return Headers.isName(name) ? new Header(name) : null;
        }
        return text.startsWith("/") ? new Pointer(JsonPointer.compile(text)) : null;
    }

    /** The selector in a field; null when there is none. */
    static @Nullable Selector read(Fields fields, String name) {
        String text = fields.text(name);
        Selector selector = text == null ? null : parse(text);
        if (text != null && selector == null) {
            fields.wrong(
                    name, "wanted a JSON Pointer (\"/data/card\") or \"header:Name\"; got \"" + Fields.cut(text) + '"');
        }
        return selector;
    }
}
