package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;

/** One rule's part of a {@link StoryPage}. */
final class StoryRule {

    private final StringBuilder html = new StringBuilder();

    private StoryRule() {}

    static String of(JsonNode rule) {
        StoryRule told = new StoryRule();
        told.rule(rule);
        return told.html.toString();
    }

    private void rule(JsonNode rule) {
        String verdict = rule.path("verdict").asText();
        html.append("<section><h3><code>").append(safe(rule, "rule")).append("</code> <span class=\"");
        html.append(verdict.equals("matched") ? "ok" : verdict.equals("not_matched") ? "soft" : "bad");
        html.append("\">").append(StoryPage.escaped(verdict.replace('_', ' '))).append("</span></h3>");
        html.append("<div>").append(told(rule, "because")).append("</div>");
        rule.path("matches").forEach(match -> match.path("facts").forEach(named -> html.append("<div class=\"soft\">")
                .append(safe(named, "name"))
                .append(" = ")
                .append(fact(named.path("fact")))
                .append("</div>")));
        rule.path("patterns").forEach(this::pattern);
        html.append("</section>");
    }

    private void pattern(JsonNode pattern) {
        String name = safe(pattern, "name");
        html.append("<div><code>")
                .append(name)
                .append(name.isEmpty() ? "" : " : ")
                .append(safe(pattern, "text"));
        html.append("</code> <span class=\"soft\">");
        html.append(pattern.path("itself").asBoolean() ? "the event itself " : "");
        html.append(told(pattern, "note")).append("</span></div><ul>");
        pattern.path("constraints").forEach(this::constraint);
        JsonNode counted = pattern.path("counted");
        if (counted.isObject()) {
            html.append("<li class=\"soft\">counted ")
                    .append(safe(counted, "count"))
                    .append(values(counted.path("results")));
            html.append("</li>");
        }
        JsonNode facts = counted.isObject() ? counted.path("facts") : pattern.path("facts");
        facts.forEach(
                each -> html.append("<li class=\"soft\">").append(fact(each)).append("</li>"));
        html.append("</ul>");
    }

    private void constraint(JsonNode constraint) {
        String result = constraint.path("result").asText();
        String style = result.equals("true") ? "ok" : result.equals("false") ? "bad" : "soft";
        html.append("<li class=\"").append(style).append("\"><code>").append(safe(constraint, "text"));
        html.append("</code> ").append(word(result, told(constraint, "reason")));
        html.append(values(constraint.path("actual")));
        if (constraint.hasNonNull("left")) {
            html.append("; ").append(safe(constraint, "left")).append(" left");
        }
        html.append("</li>");
    }

    /** What became of a constraint; the reason of one that was not tried says so itself. */
    private static String word(String result, String reason) {
        return switch (result) {
            case "true" -> reason.isEmpty() ? "holds" : "holds: " + reason;
            case "false" -> reason.isEmpty() ? "does not hold" : "does not hold: " + reason;
            default -> reason.isEmpty() ? "not looked at" : reason;
        };
    }

    private static String fact(JsonNode fact) {
        String name = fact.path("fact").asText();
        String of = name.equals("Event") ? "" : StoryPage.escaped(name) + ", inserted for ";
        return of + safe(fact, "type") + ' ' + safe(fact, "source") + '/' + safe(fact, "id") + " at position "
                + safe(fact, "position") + values(fact.path("values"))
                + (fact.hasNonNull("why") ? ": " + told(fact, "why") : "");
    }

    private static String values(JsonNode values) {
        StringBuilder text = new StringBuilder();
        values.forEach(each -> text.append(text.isEmpty() ? " (" : ", ")
                .append(safe(each, "expression"))
                .append(" = ")
                .append(safe(each, "value")));
        return text.isEmpty() ? "" : text + ")";
    }

    /** A sentence of the hub. */
    private static String told(JsonNode node, String field) {
        return node.hasNonNull(field) ? StoryPage.quoting(node.path(field).asText()) : "";
    }

    private static String safe(JsonNode node, String field) {
        return node.hasNonNull(field) ? StoryPage.escaped(node.path(field).asText()) : "";
    }
}
