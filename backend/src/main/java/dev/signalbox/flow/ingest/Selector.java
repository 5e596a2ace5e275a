package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.jq.Jq;
import dev.signalbox.jq.Query;
import dev.signalbox.jq.QueryCompiler;
import java.util.Locale;
import java.util.Set;
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
        public boolean needsHeaders() {
            return true;
        }

        @Override
        public @Nullable String in(Headers headers, JsonNode body) {
            return headers.first(name);
        }

        @Override
        public String text() {
            return PREFIX + name;
        }
    }

    /** What an expression gives for the body, with the first value of each header but credentials in {@code $headers}. */
    record Expression(Query query) implements Selector {

        /** A part of a millisecond, on the thread of those who send. */
        private static final int STEPS = 10_000;

        private static final ThreadLocal<Jq> JQ = ThreadLocal.withInitial(() -> new Jq(STEPS));

        static final String HEADERS = "headers";

        /** With them a short expression makes a long text longer and longer. */
        static final Set<String> UNBOUNDED = Set.of("reduce", "foreach");

        @Override
        public @Nullable String in(Headers headers, JsonNode body) {
            JsonNode dot = body.isMissingNode() ? NullNode.getInstance() : body;
            JsonNode found = JQ.get().evaluate(query, dot, name -> object(headers), 0);
            return found.isTextual() || found.isNumber() || found.isBoolean() ? found.asText() : null;
        }

        private static JsonNode object(Headers headers) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (String name : headers.names()) {
                if (!Headers.CREDENTIALS.contains(name)) {
                    object.put(name, headers.first(name));
                }
            }
            return object;
        }

        @Override
        public boolean needsHeaders() {
            return query.variables().contains(HEADERS);
        }

        @Override
        public String text() {
            return JQ_PREFIX + query.text();
        }
    }

    String PREFIX = "header:";
    String JQ_PREFIX = "jq:";

    /** Whether its value depends on headers. */
    default boolean needsHeaders() {
        return false;
    }

    /**
     * The scalar value as text; null when there is none.
     *
     * @throws dev.signalbox.jq.JqFault when an expression fails, or costs too much
     */
    @Nullable
    String in(Headers headers, JsonNode body);

    /** As an operator writes it. */
    String text();

    /**
     * Reads {@code /pointer}, {@code header:Name} or {@code jq:expression}; null when it is none of them.
     *
     * @throws QueryCompiler.Refused when the expression is wrong
     */
    static @Nullable Selector parse(String text) throws QueryCompiler.Refused {
        if (text.startsWith(JQ_PREFIX)) {
            return new Expression(QueryCompiler.compile(
                    text.substring(JQ_PREFIX.length()), Set.of(Expression.HEADERS), Expression.UNBOUNDED));
        }
        if (text.startsWith(PREFIX)) {
            String name = text.substring(PREFIX.length());
            boolean good = Headers.isName(name) && !Headers.CREDENTIALS.contains(name.toLowerCase(Locale.ROOT));
            return good ? new Header(name) : null;
        }
        return text.startsWith("/") ? new Pointer(JsonPointer.compile(text)) : null;
    }

    /** The selector in a field; null when there is none. */
    static @Nullable Selector read(Fields fields, String name) {
        String text = fields.text(name);
        try {
            Selector selector = text == null ? null : parse(text);
            if (text != null && selector == null) {
                fields.wrong(
                        name,
                        "wanted a JSON Pointer (\"/data/card\"), \"header:Name\" of a header that holds no credentials, or"
                                + " \"jq:expression\"; got \"" + Fields.cut(text) + '"');
            }
            return selector;
        } catch (QueryCompiler.Refused e) {
            String hint = e.hint() == null ? "" : "; " + e.hint();
            fields.wrong(name, "jq, character " + (e.at() + 1) + ": " + e.getMessage() + hint);
            return null;
        }
    }
}
