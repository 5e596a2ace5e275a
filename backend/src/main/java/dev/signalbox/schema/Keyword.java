package dev.signalbox.schema;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands under the keywords of a schema. */
enum Keyword {
    SCHEMA("a schema"),
    SCHEMAS("an object of schemas"),
    LIST("a list of schemas"),
    ITEMS("a schema"),
    NEEDS("an object of lists or schemas"),
    TYPE("a type or a list of types"),
    NAMES("a list of texts"),
    NEEDED("an object of lists of texts"),
    TEXT("a text"),
    PATTERN("a text"),
    FORMAT("a text"),
    REF("a text"),
    COUNT("a whole number from 0"),
    NUMBER("a number"),
    POSITIVE("a number above 0"),
    FLAG("true or false"),
    VALUES("a list of values"),
    ANY("anything");

    /** What a value must be, for people. */
    final String words;

    Keyword(String words) {
        this.words = words;
    }

    static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean", "object", "array", "null");

    private static final Map<String, Keyword> KNOWN = Map.ofEntries(
            entry("$schema", TEXT),
            entry("$id", TEXT),
            entry("$ref", REF),
            entry("$comment", TEXT),
            entry("$defs", SCHEMAS),
            entry("definitions", SCHEMAS),
            entry("title", TEXT),
            entry("description", TEXT),
            entry("default", ANY),
            entry("examples", ANY),
            entry("deprecated", FLAG),
            entry("readOnly", FLAG),
            entry("writeOnly", FLAG),
            entry("contentEncoding", TEXT),
            entry("contentMediaType", TEXT),
            entry("type", TYPE),
            entry("enum", VALUES),
            entry("const", ANY),
            entry("properties", SCHEMAS),
            entry("patternProperties", SCHEMAS),
            entry("additionalProperties", SCHEMA),
            entry("propertyNames", SCHEMA),
            entry("required", NAMES),
            entry("minProperties", COUNT),
            entry("maxProperties", COUNT),
            entry("dependentRequired", NEEDED),
            entry("dependentSchemas", SCHEMAS),
            entry("dependencies", NEEDS),
            entry("items", ITEMS),
            entry("prefixItems", LIST),
            entry("additionalItems", SCHEMA),
            entry("contains", SCHEMA),
            entry("minContains", COUNT),
            entry("maxContains", COUNT),
            entry("minItems", COUNT),
            entry("maxItems", COUNT),
            entry("uniqueItems", FLAG),
            entry("minLength", COUNT),
            entry("maxLength", COUNT),
            entry("pattern", PATTERN),
            entry("format", FORMAT),
            entry("minimum", NUMBER),
            entry("maximum", NUMBER),
            entry("exclusiveMinimum", NUMBER),
            entry("exclusiveMaximum", NUMBER),
            entry("multipleOf", POSITIVE),
            entry("allOf", LIST),
            entry("anyOf", LIST),
            entry("oneOf", LIST),
            entry("not", SCHEMA),
            entry("if", SCHEMA),
            entry("then", SCHEMA),
            entry("else", SCHEMA));

    /** Keywords that are not followed, with what to write instead. */
    static final Map<String, String> REFUSED = Map.of(
            "$dynamicRef", "refer with $ref to a place in this file: #/$defs/name",
            "$dynamicAnchor", "refer with $ref to a place in this file: #/$defs/name",
            "$recursiveRef", "refer with $ref to a place in this file: #",
            "$recursiveAnchor", "refer with $ref to a place in this file: #",
            "$anchor", "refer with $ref to a place in this file: #/$defs/name",
            "$vocabulary", "leave it out",
            "unevaluatedProperties", "write additionalProperties beside all the properties",
            "unevaluatedItems", "write items beside prefixItems");

    static Optional<Keyword> of(String name) {
        return Optional.ofNullable(KNOWN.get(name));
    }

    static Set<String> names() {
        return KNOWN.keySet();
    }
}
