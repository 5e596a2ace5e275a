package dev.signalbox.rulebook;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.RuleDescr;

/** Rules that compiled, each with the head that it compiled with: while one rule is written, the others need not be again. */
final class Proven {

    private static final int MOST = 5_000;

    private final Map<String, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** A text with the rules that are not proven, and all that is no rule. */
    synchronized Parsed rest(Parsed parsed) {
        String head = head(parsed);
        List<RuleTree> proven = parsed.rules().stream()
                .filter(rule -> !rule.rule().isQuery())
                .filter(rule -> known.containsKey(key(head, parsed, rule)))
                .toList();
        List<RuleTree> open =
                parsed.rules().stream().filter(rule -> !proven.contains(rule)).toList();
        return new Parsed(parsed.pack(), blank(parsed, proven), parsed.tree(), open);
    }

    synchronized void add(Parsed parsed, Set<RuleTree> faulty) {
        String head = head(parsed);
        parsed.rules().stream()
                .filter(rule -> !faulty.contains(rule))
                .forEach(rule -> known.put(key(head, parsed, rule), true));
    }

    private static String head(Parsed parsed) {
        List<RuleTree> rules =
                parsed.rules().stream().filter(rule -> !rule.rule().isQuery()).toList();
        return Sha.of(blank(parsed, rules).replaceAll("\\s+", " "));
    }

    private static String key(String head, Parsed parsed, RuleTree rule) {
        Block block = block(parsed.lines(), rule.rule());
        return Sha.of(head
                + '\n'
                + parsed.drl()
                        .substring(
                                block.from(), Math.min(block.to(), parsed.drl().length())));
    }

    /** The text with these rules as spaces. */
    static String blank(Parsed parsed, Collection<RuleTree> rules) {
        Lines lines = parsed.lines();
        return Blank.out(
                parsed.drl(),
                rules.stream().map(rule -> block(lines, rule.rule())).toList());
    }

    private static Block block(Lines lines, RuleDescr rule) {
        return new Block(
                "rule",
                null,
                List.of(),
                List.of(),
                List.of(),
                lines.index(rule.getStartCharacter()),
                lines.index(rule.getEndCharacter() + 1));
    }
}
