package dev.signalbox.rulebook;

import dev.signalbox.flow.match.RuleShape;
import java.util.List;
import java.util.Map;

/**
 * A pack as class files that nobody has loaded yet.
 *
 * @param classes bytes by binary name, such as {@code rules.github.Rules0123}
 */
record Compiled(String pack, List<RuleShape> rules, Map<String, byte[]> classes) {}
