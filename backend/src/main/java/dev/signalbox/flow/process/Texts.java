package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.jq.Query;
import dev.signalbox.jq.QueryCompiler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the values of a definition: expressions where they are written as such, else what stands there. */
final class Texts {

    private static final Query NONE = none();

    private final Source source;
    private final Problems problems;
    private final SecretNames secrets;

    Texts(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.secrets = new SecretNames(source, problems);
    }

    /** Where the characters of an expression stand. */
    interface Place {
        Spot of(int at);
    }

    private static Query none() {
        try {
            return QueryCompiler.compile("null", Set.of());
        } catch (QueryCompiler.Refused e) {
            throw new IllegalStateException("null is a jq expression", e);
        }
    }

    /** A value in which only whole texts of the form <code>${ }</code> are expressions. Null when it is not there. */
    @Nullable
    Template value(String pointer, Set<String> known) {
        JsonNode node = source.at(pointer);
        return node.isMissingNode() ? null : value(node, pointer, known);
    }

    /** The same for what is expected to be an expression: a text may do without <code>${ }</code>. */
    @Nullable
    Template bare(String pointer, Set<String> known) {
        JsonNode node = source.at(pointer);
        if (node.isTextual()) {
            return new Template.Computed(query(pointer, node.textValue(), known));
        }
        return value(pointer, known);
    }

    /** A condition. Null when it is not there. */
    @Nullable
    Query condition(String pointer, Set<String> known) {
        JsonNode node = source.at(pointer);
        return node.isMissingNode() ? null : query(pointer, node.asText(), known);
    }

    private Template value(JsonNode node, String pointer, Set<String> known) {
        if (node.isObject()) {
            Map<String, Template> fields = new LinkedHashMap<>();
            node.properties()
                    .forEach(field -> fields.put(
                            field.getKey(), value(field.getValue(), Source.under(pointer, field.getKey()), known)));
            return fixed(fields.values()) ? new Template.Fixed(node) : new Template.Fields(fields);
        }
        if (node.isArray()) {
            List<Template> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item, Source.under(pointer, items.size()), known)));
            return fixed(items) ? new Template.Fixed(node) : new Template.Items(items);
        }
        return node.isTextual() ? text(node, pointer, known) : new Template.Fixed(node);
    }

    private static boolean fixed(Iterable<Template> parts) {
        for (Template part : parts) {
            if (!(part instanceof Template.Fixed)) {
                return false;
            }
        }
        return true;
    }

    private Template text(JsonNode node, String pointer, Set<String> known) {
        String text = node.textValue();
        if (isExpression(text)) {
            return new Template.Computed(query(pointer, text, known));
        }
        if (text.contains("${")) {
            problems.warning(
                    source.value(pointer),
                    "embedded-expression",
                    "an expression inside a text is not evaluated",
                    "make the whole text one expression: ${ \"Hello \\(.name)\" }");
        }
        return new Template.Fixed(node);
    }

    static boolean isExpression(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith("${") && trimmed.endsWith("}");
    }

    /**
     * The type that a filter of events names.
     *
     * @param code of what is wrong with it
     */
    String eventType(String with, String code) {
        String type = source.at(with + "/type").asText();
        if (type.isBlank() || isExpression(type)) {
            problems.error(
                    source.value(with + "/type"),
                    code,
                    "the type of the event must be written out",
                    "the other attributes and `data` may be expressions");
        }
        return type;
    }

    /** What stands within <code>${ }</code>. */
    static String inside(String expression) {
        String trimmed = expression.strip();
        return trimmed.substring(2, trimmed.length() - 1).strip();
    }

    private Query query(String pointer, String text, Set<String> known) {
        int from = isExpression(text) ? text.indexOf("${") + 2 : 0;
        String inner = isExpression(text) ? text.substring(from, text.lastIndexOf('}')) : text;
        Place place = at -> inside(source.value(pointer), text, from + at);
        try {
            Query query = QueryCompiler.compile(inner, known);
            secrets.check(query, place);
            return query;
        } catch (QueryCompiler.Refused e) {
            problems.error(place.of(e.at()), "expression", message(e), e.hint());
            return NONE;
        }
    }

    private static String message(QueryCompiler.Refused refused) {
        return String.valueOf(refused.getMessage());
    }

    /** The place of a character of a text that stands on one line, quoted or not; else that of the text. */
    private static Spot inside(Spot spot, String text, int at) {
        int quotes = spot.length() - text.length();
        boolean known = at > 0 && (quotes == 0 || quotes == 2);
        return known
                ? new Spot(
                        spot.line(), spot.column() + quotes / 2 + at, Math.max(1, spot.length() - quotes / 2 * 2 - at))
                : spot;
    }
}
