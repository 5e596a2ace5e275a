package dev.signalbox.rulebook;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one pack.
 *
 * @param name letters, digits and dashes
 * @param drl its rules
 * @param definitions its processes as YAML, by definition name
 * @param sources its sources as YAML
 * @param cases its cases as YAML, by file name
 * @param tables its reference data as CSV, by table name; none in what was stored before there were any
 * @param schemas what the data of events must be like, JSON Schemas by the type of the events; none as with tables
 */
public record Pack(
        String name,
        String drl,
        Map<String, String> definitions,
        @Nullable String sources,
        Map<String, String> cases,
        Map<String, String> tables,
        Map<String, String> schemas) {

    public Pack {
        tables = Objects.requireNonNullElse(tables, Map.of());
        schemas = Objects.requireNonNullElse(schemas, Map.of());
    }

    /** A pack without schemas. */
    public Pack(
            String name,
            String drl,
            Map<String, String> definitions,
            @Nullable String sources,
            Map<String, String> cases,
            Map<String, String> tables) {
        this(name, drl, definitions, sources, cases, tables, Map.of());
    }

    /** A pack without tables and schemas. */
    public Pack(
            String name,
            String drl,
            Map<String, String> definitions,
            @Nullable String sources,
            Map<String, String> cases) {
        this(name, drl, definitions, sources, cases, Map.of());
    }
}
