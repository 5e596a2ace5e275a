package dev.signalbox.rulebook;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Explanation;
import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.Fact;
import dev.signalbox.flow.match.Explanation.PatternResult;
import dev.signalbox.flow.match.Recall;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Decides events one after the other as a partition does, and explains one of them as it was then. */
record Explained(Explanation rule, List<String> matched) {

    /** To compile takes longer than all the rest. */
    private static final Map<String, Rules> COMPILED = new ConcurrentHashMap<>();

    private static final Recall.Limits LIMITS = new Recall.Limits(1_000_000, 20_000_000_000L);

    /** Explains the last event for the first rule. */
    static Explained last(String rules, List<Event> events) {
        return of(rules, events, events.size() - 1, 0);
    }

    static Explained of(String text, List<Event> events, int number, int rule) {
        Rules rules = COMPILED.computeIfAbsent(text, each -> Forms.rules("demo", each));
        Event event = events.get(number);
        List<String> matched = List.of();
        String fault = null;
        try (Session live = rules.session()) {
            for (Event each : events.subList(0, number + 1)) {
                live.advance(each.getAt());
                matched = live.on(each).matched();
            }
        } catch (RuleFault e) {
            matched = List.of();
            fault = e.getMessage();
        }
        try (Recall recall = rules.recall()) {
            for (int i = 0; i < number; i++) {
                show(recall, events.get(i), i + 1);
            }
            recall.session().advance(event.getAt());
            List<Explanation> all =
                    recall.explain(event, number + 1, new Recall.Recorded(fault == null, matched, fault), LIMITS);
            return new Explained(all.get(rule), matched);
        }
    }

    private static void show(Recall recall, Event event, long position) {
        recall.session().advance(event.getAt());
        recall.comes(event, position);
        List<Decision> unused = List.of(recall.session().on(event));
        assert unused.size() == 1;
    }

    /** The first constraint that failed, as {@code pattern number: text}. */
    String failed() {
        for (int i = 0; i < rule.patterns().size(); i++) {
            for (ConstraintResult each : rule.patterns().get(i).constraints()) {
                if (each.firstFailed()) {
                    return i + ": " + each.text();
                }
            }
        }
        return "";
    }

    private Optional<ConstraintResult> failing() {
        return rule.patterns().stream()
                .flatMap(pattern -> pattern.constraints().stream())
                .filter(ConstraintResult::firstFailed)
                .findFirst();
    }

    /** What that constraint read. */
    String actual() {
        return failing().map(each -> each.actual().toString()).orElse("");
    }

    PatternResult pattern(int number) {
        return rule.patterns().get(number);
    }

    /** Facts that are left after each constraint, as {@code 3 > 2 > 0}; a dot where it was not tried on several. */
    String left(int number) {
        return pattern(number).constraints().stream()
                .map(each -> each.left() == null ? "." : Long.toString(each.left()))
                .collect(Collectors.joining(" > ", pattern(number).all() + " > ", ""));
    }

    static String ids(List<Fact> facts) {
        return facts.stream().map(Fact::id).collect(Collectors.joining(" "));
    }
}
