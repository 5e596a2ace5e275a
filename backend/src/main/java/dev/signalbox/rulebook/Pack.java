package dev.signalbox.rulebook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one pack.
 *
 * @param name letters, digits and dashes
 * @param drl its rules
 * @param definitions its processes as YAML, by definition name
 * @param sources its sources as YAML
 * @param cases its cases as YAML, by file name
 */
public record Pack(
        String name,
        String drl,
        Map<String, String> definitions,
        @Nullable String sources,
        Map<String, String> cases) {}
