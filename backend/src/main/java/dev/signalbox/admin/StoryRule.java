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
        html.append("<div>").append(safe(rule, "because")).append("</div>");
        rule.path("matches").forEach(match -> match.path("facts").forEach(named -> html.append("<div class=\"soft\">")
                .append(safe(named, "name"))
                .append(" = ")
                .append(fact(named.path("fact")))
                .append("</div>")));
        rule.path("patterns").forEach(this::pattern);
        html.append("</section>");
    }

    private void pattern(JsonNode pattern) {
        html.append("<div><code>").append(safe(pattern, "text")).append(' ').append(safe(pattern, "name"));
        html.append("</code> <span class=\"soft\">");
        html.append(pattern.path("itself").asBoolean() ? "the event itself " : "");
        html.append(safe(pattern, "note")).append("</span></div><ul>");
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
        String word = result.equals("true") ? "holds" : result.equals("false") ? "does not hold" : "not looked at";
        html.append("<li class=\"").append(style).append("\"><code>").append(safe(constraint, "text"));
        html.append("</code> ").append(word).append(values(constraint.path("actual")));
        if (constraint.hasNonNull("left")) {
            html.append("; ").append(safe(constraint, "left")).append(" left");
        }
        if (constraint.hasNonNull("reason")) {
            html.append("; ").append(safe(constraint, "reason"));
        }
        html.append("</li>");
    }

    private static String fact(JsonNode fact) {
        String name = fact.path("fact").asText();
        String of = name.equals("Event") ? "" : StoryPage.escaped(name) + ", inserted for ";
        return of + safe(fact, "type") + ' ' + safe(fact, "source") + '/' + safe(fact, "id") + " at position "
                + safe(fact, "position") + values(fact.path("values"))
                + (fact.hasNonNull("why") ? ": " + safe(fact, "why") : "");
    }

    private static String values(JsonNode values) {
        StringBuilder text = new StringBuilder();
        values.forEach(each -> text.append(text.isEmpty() ? " (" : ", ")
                .append(safe(each, "expression"))
                .append(" = ")
                .append(safe(each, "value")));
        return text.isEmpty() ? "" : text + ")";
    }

    private static String safe(JsonNode node, String field) {
        return node.hasNonNull(field) ? StoryPage.escaped(node.path(field).asText()) : "";
    }
}
