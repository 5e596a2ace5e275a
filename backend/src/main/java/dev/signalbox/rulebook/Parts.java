package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.rulebook.RuleTree.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.ExprConstraintDescr;

/** Finds joins that see a part of the events only: those whose path is not what their source is partitioned by. */
final class Parts {

    private static final Pattern JOIN =
            Pattern.compile("(?<![\\w.$])str\\s*\\(\\s*\"([^\"]+)\"\\s*\\)\\s*==\\s*\\$\\w+");
    private static final Pattern BOUND = Pattern.compile("\\$\\w+\\s*:\\s*str\\s*\\(\\s*\"([^\"]+)\"\\s*\\)");
    private static final Pattern KEYED = Pattern.compile("\\b(key|subject)\\s*==");

    private final Lines lines;
    private final Recorded recorded;
    private final List<Diagnostic> found = new ArrayList<>();

    Parts(Parsed parsed, Recorded recorded) {
        this.lines = parsed.lines();
        this.recorded = recorded;
    }

    List<Diagnostic> check(RuleTree rule) {
        List<Found> events = rule.patterns().stream().filter(Found::isEvent).toList();
        for (Found event : events) {
            boolean keyed = event.constraints().stream()
                    .anyMatch(each -> KEYED.matcher(each.getExpression()).find());
            boolean grouped = event.role().equals("groupby");
            if (!keyed && (grouped || events.size() > 1)) {
                event.constraints().forEach(each -> constraint(each, grouped ? BOUND : JOIN, Shapes.types(event)));
            }
        }
        return found;
    }

    private void constraint(ExprConstraintDescr constraint, Pattern form, Set<String> types) {
        Matcher match = form.matcher(constraint.getExpression());
        if (!match.find()) {
            return;
        }
        String path = match.group(1);
        types.stream()
                .flatMap(type -> recorded.of(type).stream())
                .flatMap(look -> look.sources().stream())
                .distinct()
                .forEach(source -> source(constraint, path, source));
    }

    private void source(ExprConstraintDescr constraint, String path, String source) {
        String pointer = '/' + path.replace('.', '/');
        Optional<String> by = recorded.partitionBy(source);
        if (by.isEmpty() || by.get().equals(pointer) || by.get().equals("/data" + pointer)) {
            return;
        }
        Spot spot = lines.word(constraint, '"' + path + '"');
        found.add(Diagnostic.warning(
                spot,
                "sees-part",
                "the source " + source + " is partitioned by " + by.get() + ": events of one \"" + path
                        + "\" can lie in several partitions, and a rule sees one",
                "partition the source by " + pointer + ", or emit a derived event whose subject is that value"));
    }
}
