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
 */
public record Pack(
        String name,
        String drl,
        Map<String, String> definitions,
        @Nullable String sources,
        Map<String, String> cases,
        Map<String, String> tables) {

    public Pack {
        tables = Objects.requireNonNullElse(tables, Map.of());
    }

    /** A pack without tables. */
    public Pack(
            String name,
            String drl,
            Map<String, String> definitions,
            @Nullable String sources,
            Map<String, String> cases) {
        this(name, drl, definitions, sources, cases, Map.of());
    }
}
