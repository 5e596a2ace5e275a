package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** An explanation as text for a terminal. */
final class ExplainText {

    private final StringBuilder text = new StringBuilder();

    private ExplainText() {}

    static String of(JsonNode explained) {
        ExplainText written = new ExplainText();
        written.head(explained);
        explained.path("rules").forEach(written::rule);
        return written.text.toString();
    }

    private void head(JsonNode explained) {
        line(
                "",
                explained.path("source").asText() + '/' + explained.path("id").asText() + ", position "
                        + explained.path("partition").asText() + '-'
                        + explained.path("position").asText() + ", received "
                        + Instant.ofEpochMilli(explained.path("at").asLong()));
        String by = "rulebook " + explained.path("rulebook").asText();
        String facts = explained.path("facts").asText() + " facts before it";
        line(
                "",
                explained.path("decidedBy").isNull()
                        ? "not decided yet; by " + by + ", " + facts
                        : "decided by " + by + ", " + facts);
        JsonNode note = explained.path("history").path("note");
        if (note.isTextual()) {
            line("", note.asText());
        }
    }

    private void rule(JsonNode rule) {
        text.append('\n');
        line(
                "",
                rule.path("rule").asText() + ": "
                        + rule.path("verdict").asText().replace('_', ' '));
        line("  ", rule.path("because").asText());
        rule.path("matches").forEach(match -> match.path("facts").forEach(named -> line("  with ", named(named))));
        rule.path("patterns").forEach(this::pattern);
    }

    private static String named(JsonNode named) {
        String name = named.path("name").asText();
        return (name.isEmpty() ? "" : name + " = ") + fact(named.path("fact"));
    }

    private void pattern(JsonNode pattern) {
        String name = pattern.path("name").asText();
        String itself = pattern.path("itself").asBoolean() ? "  (the event itself)" : "";
        String note =
                pattern.path("note").isTextual() ? "  " + pattern.path("note").asText() : "";
        line(
                "  ",
                sign(pattern.path("verdict").asText())
                        + ' '
                        + (name.isEmpty() ? "" : name + " : ")
                        + pattern.path("text").asText()
                        + itself
                        + note);
        pattern.path("constraints").forEach(this::constraint);
        JsonNode counted = pattern.path("counted");
        if (counted.isObject()) {
            line("      ", "counted " + counted.path("count").asText() + values(counted.path("results")));
        }
        (counted.isObject() ? counted : pattern).path("facts").forEach(each -> line("      - ", fact(each)));
    }

    private void constraint(JsonNode constraint) {
        String left =
                constraint.hasNonNull("left") ? "  [" + constraint.path("left").asText() + " left]" : "";
        String reason = constraint.hasNonNull("reason")
                ? "  " + constraint.path("reason").asText()
                : "";
        line(
                "    ",
                sign(constraint.path("result").asText())
                        + ' '
                        + constraint.path("text").asText()
                        + values(constraint.path("actual"))
                        + left
                        + reason);
    }

    private static String sign(String result) {
        return switch (result) {
            case "true", "matched" -> "yes";
            case "false", "not_matched" -> "NO ";
            default -> " . ";
        };
    }

    private static String fact(JsonNode fact) {
        boolean event = fact.path("fact").asText().equals("Event");
        return (event ? "" : fact.path("fact").asText() + ", inserted for ")
                + fact.path("type").asText() + ' '
                + fact.path("source").asText() + '/' + fact.path("id").asText() + " at position "
                + fact.path("position").asText() + values(fact.path("values"))
                + (fact.hasNonNull("why") ? ": " + fact.path("why").asText() : "");
    }

    private static String values(JsonNode values) {
        StringBuilder written = new StringBuilder();
        values.forEach(each -> written.append(written.isEmpty() ? " (" : ", ")
                .append(each.path("expression").asText())
                .append(" = ")
                .append(each.path("value").asText()));
        return written.isEmpty() ? "" : written + ")";
    }

    /** What came from outside moves no cursor and rings no bell. */
    private void line(String indent, String line) {
        text.append(indent).append(line.replaceAll("\\p{Cntrl}", "?")).append('\n');
    }
}
