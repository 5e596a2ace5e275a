package dev.signalbox.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.words.Hint;
import dev.signalbox.words.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at each part of a schema before the library does: at its keywords, references and expressions. */
final class Reading {

    private static final int MOST_PARTS = 2_000;

    /** The same where each reference is a copy of what it refers to. */
    private static final int MOST_WAYS = 10_000;

    private static final int LONGEST_WAY = 100;

    private final JsonNode root;
    private final Places places;
    private final boolean draft7;
    private final List<Fault> faults = new ArrayList<>();

    /** Which parts stand in a part or are referred to by it. */
    private final Map<String, List<String>> next = new TreeMap<>();

    private int parts;

    Reading(JsonNode root, Places places, boolean draft7) {
        this.root = root;
        this.places = places;
        this.draft7 = draft7;
    }

    List<Fault> faults() {
        part("", root, true);
        if (faults.stream().noneMatch(Fault::isError)) {
            ways(new Ways(next));
        }
        return faults;
    }

    private void ways(Ways ways) {
        Ways.Behind all = ways.all();
        if (ways.back().isPresent()) {
            error(
                    places.value(ways.back().get() + "/$ref"),
                    "schema-circle",
                    "this $ref leads back to itself: how deep it goes would be the sender's choice",
                    "write it out as deep as you need it, and leave open what lies below: {}");
        } else if (all.ways() > MOST_WAYS || all.longest() > LONGEST_WAY) {
            error(
                    Places.Place.TOP,
                    "schema-large",
                    "with what its $refs refer to, the schema has more than " + MOST_WAYS + " parts, or more than "
                            + LONGEST_WAY + " within each other",
                    "let fewer of them refer to others that refer to others");
        }
    }

    private void part(String pointer, JsonNode node, boolean top) {
        if (++parts > MOST_PARTS) {
            if (parts == MOST_PARTS + 1) {
                error(Places.Place.TOP, "schema-large", "the schema has more than " + MOST_PARTS + " parts", null);
            }
        } else if (node.isObject()) {
            node.properties().forEach(each -> keyword(pointer, each.getKey(), each.getValue(), top));
        } else if (!node.isBoolean()) {
            error(
                    places.value(pointer),
                    "schema-value",
                    "a schema is wanted here, not " + Wording.kind(node),
                    "write an object such as {\"type\": \"string\"}, or true or false");
        }
    }

    private void keyword(String pointer, String name, JsonNode value, boolean top) {
        String at = Places.under(pointer, name);
        String instead = !top && name.equals("$id") ? "leave it out" : Keyword.REFUSED.get(name);
        if (instead != null) {
            error(places.name(at), "schema-refused", "`" + name + "` is not followed here", instead);
            return;
        }
        Keyword.of(name).ifPresentOrElse(keyword -> value(pointer, name, keyword, value), () -> unknown(at, name));
    }

    private void unknown(String at, String name) {
        if (name.startsWith("x-")) {
            return;
        }
        String near = Nearest.to(name, Keyword.names()).orElse(null);
        Places.Place place = places.name(at);
        faults.add(new Fault(
                place.from(),
                place.to(),
                "warning",
                "schema-keyword",
                "`" + name + "` is no keyword of JSON Schema, so it demands nothing",
                near == null ? "names of your own begin with x-" : "did you mean \"" + near + "\"?",
                near == null ? null : '"' + near + '"'));
    }

    private void value(String pointer, String name, Keyword keyword, JsonNode value) {
        String at = Places.under(pointer, name);
        if (!fits(keyword, value)) {
            error(
                    places.value(at),
                    "schema-value",
                    "`" + name + "` wants " + keyword.words + ", not " + Wording.kind(value),
                    keyword == Keyword.ITEMS && value.isArray() ? "write prefixItems for a list of schemas" : null);
            return;
        }
        switch (keyword) {
            case SCHEMA -> inside(pointer, at, value);
            case SCHEMAS -> {
                value.properties().forEach(each -> {
                    if (name.equals("patternProperties")) {
                        expression(places.name(Places.under(at, each.getKey())), each.getKey());
                    }
                    inside(pointer, Places.under(at, each.getKey()), each.getValue());
                });
            }
            case LIST -> list(pointer, at, value);
            case ITEMS -> {
                if (value.isArray()) {
                    list(pointer, at, value);
                } else {
                    inside(pointer, at, value);
                }
            }
            case NEEDS ->
                value.properties().stream()
                        .filter(each -> !each.getValue().isArray())
                        .forEach(each -> inside(pointer, Places.under(at, each.getKey()), each.getValue()));
            case TYPE -> types(at, value);
            case PATTERN -> expression(places.value(at), value.textValue());
            case FORMAT -> format(at, value.textValue());
            case REF -> reference(pointer, at, value.textValue());
            default -> {
                // Nothing stands below it that is looked at.
            }
        }
    }

    private void list(String pointer, String at, JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            inside(pointer, at + '/' + i, list.get(i));
        }
    }

    private void inside(String pointer, String at, JsonNode value) {
        next.computeIfAbsent(pointer, none -> new ArrayList<>()).add(at);
        part(at, value, false);
    }

    private boolean fits(Keyword keyword, JsonNode value) {
        return switch (keyword) {
            case SCHEMA -> value.isObject() || value.isBoolean();
            case ITEMS -> value.isObject() || value.isBoolean() || (draft7 && value.isArray());
            case SCHEMAS -> value.isObject();
            case NEEDS, NEEDED ->
                value.isObject()
                        && value.valueStream()
                                .allMatch(each -> texts(each) || (keyword == Keyword.NEEDS && !each.isArray()));
            case LIST -> value.isArray() && !value.isEmpty();
            case TYPE -> value.isTextual() || texts(value);
            case NAMES -> texts(value);
            case TEXT, PATTERN, FORMAT, REF -> value.isTextual();
            case COUNT ->
                value.isNumber()
                        && whole(value.decimalValue())
                        && value.decimalValue().signum() >= 0;
            case NUMBER -> value.isNumber() && modest(value.decimalValue());
            case POSITIVE ->
                value.isNumber()
                        && modest(value.decimalValue())
                        && value.decimalValue().signum() > 0;
            case FLAG -> value.isBoolean();
            case VALUES -> value.isArray() && !value.isEmpty();
            case ANY -> true;
        };
    }

    private static boolean texts(JsonNode list) {
        return list.isArray() && list.valueStream().allMatch(JsonNode::isTextual);
    }

    private static boolean whole(BigDecimal number) {
        return modest(number)
                && number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    private static boolean modest(BigDecimal number) {
        return Math.abs((long) number.scale()) <= 400;
    }

    private void types(String at, JsonNode value) {
        List<String> all = value.isTextual()
                ? List.of(value.textValue())
                : value.valueStream().map(JsonNode::textValue).toList();
        for (int i = 0; i < all.size(); i++) {
            if (!Keyword.TYPES.contains(all.get(i))) {
                String near = Nearest.to(all.get(i), Keyword.TYPES).orElse(null);
                Places.Place place = places.value(value.isTextual() ? at : at + '/' + i);
                faults.add(new Fault(
                        place.from(),
                        place.to(),
                        "error",
                        "schema-type",
                        "there is no type \"" + all.get(i) + '"',
                        Hint.of(all.get(i), Keyword.TYPES),
                        near == null ? null : '"' + near + '"'));
            }
        }
    }

    private void format(String at, String format) {
        if (!Formats.known().containsKey(format)) {
            Places.Place place = places.value(at);
            faults.add(new Fault(
                    place.from(),
                    place.to(),
                    "warning",
                    "schema-format",
                    "the format \"" + format + "\" is not checked",
                    Hint.of(format, Formats.known().keySet()),
                    null));
        }
    }

    private void expression(Places.Place place, String text) {
        String fault = Expressions.fault(text);
        if (fault != null) {
            error(
                    place,
                    "schema-pattern",
                    "this regular expression cannot be used: " + fault,
                    "those of RE2 can: no looks ahead or behind, no back references");
        }
    }

    private void reference(String pointer, String at, String ref) {
        if (!ref.startsWith("#")) {
            error(
                    places.value(at),
                    "schema-ref",
                    "\"" + ref + "\" lies outside of this file, and nothing is fetched",
                    "copy what it means into $defs, and refer to #/$defs/name");
            return;
        }
        String target = target(ref);
        if (target == null) {
            error(places.value(at), "schema-ref", "\"" + ref + "\" is not in this file", Hint.of(ref, defined()));
            return;
        }
        next.computeIfAbsent(pointer, none -> new ArrayList<>()).add(target);
    }

    private @Nullable String target(String ref) {
        try {
            String decoded = java.net.URLDecoder.decode(
                    ref.substring(1).replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
            JsonNode found = root.at(JsonPointer.compile(decoded));
            return found.isObject() || found.isBoolean() ? decoded : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Set<String> defined() {
        Set<String> names = new java.util.TreeSet<>();
        for (String place : List.of("$defs", "definitions")) {
            if (root.path(place) instanceof ObjectNode all) {
                all.fieldNames().forEachRemaining(name -> names.add("#/" + place + '/' + name));
            }
        }
        return names;
    }

    private void error(Places.Place place, String code, String message, @Nullable String hint) {
        faults.add(new Fault(place.from(), place.to(), "error", code, message, hint, null));
    }
}
