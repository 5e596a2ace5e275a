package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.sandbox.ClassOrigins;
import dev.signalbox.sandbox.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.FunctionDescr;

/** Finds the place in the text of what the compiled classes name and may not. */
final class Forbidden {

    private static final Map<String, String> HINTS = Map.of(
            "now", "a replay must decide as live did: take the time of the event, $e.getAt() or $e.getTime()",
            "currentTimeMillis", "a replay must decide as live did: take the time of the event, $e.getAt()",
            "nanoTime", "a replay must decide as live did: take the time of the event, $e.getAt()",
            "random", "a replay must decide as live did: nothing may be left to chance",
            "randomUUID", "a replay must decide as live did: make a key of what the event holds",
            "println", "use hub.alert(text) to tell people");

    private final Parsed parsed;
    private final Lines lines;
    private final ClassOrigins origins;

    Forbidden(Parsed parsed, ClassOrigins origins) {
        this.parsed = parsed;
        this.lines = parsed.lines();
        this.origins = origins;
    }

    List<Diagnostic> place(List<Violation> violations) {
        List<Diagnostic> placed = new ArrayList<>();
        violations.forEach(each -> placed.add(place(each)));
        return placed;
    }

    private Diagnostic place(Violation violation) {
        List<RuleTree> rules = parsed.rules().stream()
                .filter(rule -> origins.ofClass(violation.inClass())
                        .contains(rule.rule().getName()))
                .toList();
        String where =
                rules.isEmpty() ? "" : " in rule \"" + rules.get(0).rule().getName() + '"';
        return Diagnostic.error(
                spot(violation, rules),
                "forbidden-api",
                "rules may not use " + violation.what() + where,
                HINTS.getOrDefault(
                        violation.member(),
                        "rules may use texts, numbers, times, collections, their events and hub; whatever reaches"
                                + " outside belongs into a process"));
    }

    private Spot spot(Violation violation, List<RuleTree> rules) {
        List<BaseDescr> nodes =
                new ArrayList<>(rules.stream().map(RuleTree::rule).toList());
        if (nodes.isEmpty()) {
            List<FunctionDescr> functions = parsed.tree().getFunctions();
            nodes.addAll(functions);
            parsed.rules().forEach(rule -> nodes.add(rule.rule()));
            nodes.addAll(parsed.tree().getTypeDeclarations());
        }
        for (String word : List.of(violation.member(), violation.owner())) {
            for (BaseDescr node : nodes) {
                int from = lines.index(node.getStartCharacter());
                int to = Math.min(parsed.drl().length(), lines.index(node.getEndCharacter() + 1));
                Matcher found =
                        Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(parsed.drl());
                if (!word.isEmpty() && from < to && found.region(from, to).find()) {
                    return lines.at(found.start(), found.end());
                }
            }
        }
        return nodes.isEmpty() ? Spot.TOP : lines.spot(nodes.get(0));
    }
}
