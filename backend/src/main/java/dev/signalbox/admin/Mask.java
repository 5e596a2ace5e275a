package dev.signalbox.admin;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hides what a source wants hidden, in an event and in what was made of it: whatever stands at one of the pointers, at any
 * depth, and each value that the event has there, wherever it turns up again.
 */
final class Mask {

    static final String MARKER = "[redacted]";

    /** Hides all there is: for what was made of an event that is not there any more. */
    static final Mask ALL = new Mask(List.of(), Set.of(), true);

    /** Shorter ones are looked for as words only: "Li" is not hidden in "Lima". */
    private static final int SHORT = 4;

    private final List<JsonPointer> pointers;
    private final Set<String> values;
    private final boolean all;
    private final @Nullable Pattern anywhere;

    private Mask(List<JsonPointer> pointers, Set<String> values, boolean all) {
        this.pointers = pointers;
        this.values = values;
        this.all = all;
        this.anywhere = values.isEmpty() ? null : anywhere(values);
    }

    /** @param data of the event; a missing node when it is no JSON, and then nothing of it is shown */
    static Mask of(Collection<String> pointers, JsonNode data) {
        List<JsonPointer> places = pointers.stream().map(JsonPointer::compile).toList();
        Set<String> values = new LinkedHashSet<>();
        places.forEach(place -> leaves(data.at(place), values));
        return new Mask(places, values, false);
    }

    /** Gathers what several events hide. */
    static final class Gathering {

        /** A pattern of more would take longer than anybody waits: then nothing is shown. */
        private static final int MOST = 2_000;

        private final Set<String> pointers = new LinkedHashSet<>();
        private final Set<String> values = new LinkedHashSet<>();

        void add(Collection<String> places, JsonNode data) {
            pointers.addAll(places);
            if (values.size() <= MOST) {
                places.forEach(place -> leaves(data.at(place), values));
            }
        }

        Mask mask() {
            return values.size() > MOST
                    ? ALL
                    : new Mask(pointers.stream().map(JsonPointer::compile).toList(), values, false);
        }
    }

    private static void leaves(JsonNode node, Set<String> values) {
        node.forEach(each -> leaves(each, values));
        if ((node.isTextual() || node.isNumber()) && !node.asText().isBlank()) {
            values.add(node.asText());
        }
        if (node.isNumber()) {
            values.add(plain(node));
        }
    }

    /** 50.0, 5E1 and 50 are the same number to a rule. */
    private static String plain(JsonNode number) {
        return number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue())
                ? number.asText()
                : number.decimalValue().stripTrailingZeros().toPlainString();
    }

    /** The values as they stand in a text, in JSON or in a URI; the longest first. */
    private static Pattern anywhere(Set<String> values) {
        List<String> forms = new ArrayList<>();
        for (String value : values) {
            String percent = URLEncoder.encode(value, StandardCharsets.UTF_8);
            String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
            for (String form : Set.copyOf(List.of(value, json, ascii(json), percent, percent.replace("+", "%20")))) {
                forms.add(form);
            }
        }
        forms.sort(Comparator.comparingInt(String::length).reversed());
        return Pattern.compile(
                forms.stream().map(Mask::word).collect(Collectors.joining("|")), Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static String ascii(String json) {
        return json.chars()
                .mapToObj(c -> c < 128 ? Character.toString((char) c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static String word(String form) {
        String quoted = Pattern.quote(form);
        return form.length() < SHORT ? "(?<!\\w)" + quoted + "(?!\\w)" : quoted;
    }

    String text(String text) {
        return all ? MARKER : anywhere == null ? text : anywhere.matcher(text).replaceAll(MARKER);
    }

    /** A copy without what is to be hidden. */
    JsonNode tree(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(each -> copy.set(each.getKey(), tree(each.getValue())));
            pointers.forEach(pointer -> hide(copy, pointer));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> copy.add(tree(each)));
            return copy;
        }
        return leaf(node);
    }

    @Nullable
    JsonNode treeOrNull(@Nullable JsonNode node) {
        return node == null ? null : tree(node);
    }

    private static void hide(ObjectNode object, JsonPointer pointer) {
        JsonNode found = object.at(pointer);
        if (found.isMissingNode() || found.isNull()) {
            return;
        }
        JsonNode parent = object.at(pointer.head());
        if (parent instanceof ObjectNode fields) {
            fields.put(pointer.last().getMatchingProperty(), MARKER);
        } else if (parent instanceof ArrayNode items) {
            items.set(pointer.last().getMatchingIndex(), TextNode.valueOf(MARKER));
        }
    }

    private JsonNode leaf(JsonNode node) {
        boolean hidden = node.isNumber() && (all || values.contains(node.asText()) || values.contains(plain(node)));
        if (hidden) {
            return TextNode.valueOf(MARKER);
        }
        return node.isTextual() ? TextNode.valueOf(text(node.textValue())) : node;
    }
}
