package dev.signalbox.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.process.Schedule;
import dev.signalbox.flow.process.Schedule.Trigger;
import dev.signalbox.rulebook.Scheduled.Rule;
import dev.signalbox.schedule.ProcessSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the rules that a schedule stands for. */
final class ScheduleRules {

    /** Where a schedule stands in a definition. */
    static final String TIMES = "/schedule";

    /** Attributes that rules compare as they are. */
    private static final Set<String> PLAIN = Set.of("id", "source", "subject");

    private ScheduleRules() {}

    static List<Rule> of(String process, Schedule schedule) {
        List<Rule> rules = new ArrayList<>();
        if (schedule.ticks()) {
            String tick = "type == " + quoted(process + ".tick") + ", source == " + quoted(ProcessSource.of(process));
            rules.add(rule("schedule of " + process, process, TIMES, tick, "withData"));
        }
        if (!schedule.triggers().isEmpty()) {
            rules.add(rule(
                    "events that start " + process,
                    process,
                    TIMES + "/on",
                    constraints(schedule.triggers()),
                    "withEvent"));
        }
        return rules;
    }

    private static Rule rule(String name, String process, String pointer, String constraints, String input) {
        String text = "rule " + quoted(name) + "\nwhen\n  $e : Event( " + constraints + " )\nthen\n  hub.start( "
                + quoted(process) + " )." + input + "( $e );\nend\n";
        return new Rule(name, process, pointer, text);
    }

    private static String constraints(List<Trigger> triggers) {
        if (triggers.size() == 1) {
            return each(triggers.get(0), ", ");
        }
        String types = triggers.stream()
                .map(trigger -> quoted(trigger.type()))
                .distinct()
                .collect(Collectors.joining(", ", "type in ( ", " )"));
        boolean plain = triggers.stream().allMatch(trigger -> trigger.with().isEmpty());
        return plain
                ? types
                : types + ",\n              "
                        + triggers.stream()
                                .map(trigger -> "( " + each(trigger, " && ") + " )")
                                .collect(Collectors.joining("\n              || "));
    }

    private static String each(Trigger trigger, String and) {
        List<String> all = new ArrayList<>(List.of("type == " + quoted(trigger.type())));
        trigger.with().forEach((attribute, value) -> all.add(condition(attribute, value)));
        return String.join(and, all);
    }

    private static String condition(String attribute, JsonNode value) {
        String expression = Trigger.expression(value);
        if (expression == null && value.isTextual() && PLAIN.contains(attribute)) {
            return attribute + " == " + quoted(value.textValue());
        }
        return "dev.signalbox.rules.Filter.holds( this, " + quoted(attribute) + ", "
                + quoted(expression == null ? value.toString() : expression) + " )";
    }

    /** As a literal of Java, which is one of DRL. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"', '\\' -> quoted.append('\\').append(each);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
