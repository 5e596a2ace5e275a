package dev.signalbox.rulebook;

import dev.signalbox.flow.match.RuleShape;
import dev.signalbox.sandbox.ClassOrigins;
import java.util.List;
import java.util.Map;

/**
 * A pack as class files that nobody has loaded yet.
 *
 * @param classes metered bytes by binary name, such as {@code rules.github.Rules0123}
 * @param origins which rules the classes come from
 */
record Compiled(String pack, List<RuleShape> rules, Map<String, byte[]> classes, ClassOrigins origins) {}
