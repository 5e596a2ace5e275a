package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One page with all that is known of an event: no script, nothing that is loaded, light and dark. */
final class StoryPage {

    private static final String STYLE = """
            :root{color-scheme:light dark;--bg:#fff;--fg:#1b1e24;--soft:#5b6270;--line:#d9dce2;--ok:#11713f;--bad:#b3261e;--card:#f6f7f9}
            @media(prefers-color-scheme:dark){:root{--bg:#14161a;--fg:#e6e8ec;--soft:#9aa2b1;--line:#31353d;--ok:#5fd08f;--bad:#ff8a80;--card:#1c1f25}}
            body{margin:32px auto;max-width:960px;padding:0 20px;background:var(--bg);color:var(--fg);font:14px/1.5 system-ui,sans-serif}
            h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:28px 0 8px;border-bottom:1px solid var(--line)}
            h3{font-size:14px;margin:0}code,pre{font:12.5px/1.5 ui-monospace,monospace}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:10px 12px;border:1px solid var(--line);border-radius:6px;background:var(--card)}
            table{border-collapse:collapse;width:100%}td,th{padding:3px 10px 3px 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}
            th{color:var(--soft);font-weight:400;white-space:nowrap}section{margin:12px 0;padding:10px 14px;border:1px solid var(--line);border-radius:6px}
            .soft{color:var(--soft)}.ok{color:var(--ok)}.bad{color:var(--bad)}ul{margin:4px 0;padding-left:20px;list-style:none}
            """;

    private final StringBuilder html = new StringBuilder(8_192);

    private StoryPage() {}

    /** @param explanation as the API gives it, or {@code missing} with the reason */
    static String of(JsonNode story, JsonNode explanation) {
        StoryPage page = new StoryPage();
        String type = story.path("type").asText();
        page.html
                .append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(type))
                .append("</title><meta name=\"viewport\" content=\"width=device-width\"><style>")
                .append(STYLE)
                .append("</style></head><body><h1>")
                .append(escaped(type))
                .append("</h1>");
        page.identity(story);
        page.decision(story);
        page.explanation(explanation);
        page.timeline(story);
        page.data(story);
        return page.html.append("</body></html>\n").toString();
    }

    private void identity(JsonNode story) {
        html.append("<table>");
        row("id", story.path("id").asText());
        String named = story.path("ceSource").asText();
        row("source", story.path("source").asText() + (named.isEmpty() ? "" : " · " + named));
        row("subject", story.path("subject").asText());
        row("partition key", story.path("key").asText());
        row("received", time(story.path("at").asLong()));
        row("time of the sender", story.path("time").asText());
        row(
                "position",
                story.path("partition").asText() + "-" + story.path("position").asText());
        row("state", story.path("outcome").asText(story.path("state").asText()));
        row("duplicates", story.path("duplicates").asText());
        row("quarantine", story.path("quarantine").asText());
        html.append("</table>");
    }

    private void decision(JsonNode story) {
        JsonNode decision = story.path("decision");
        html.append("<h2>Decision</h2>");
        if (!decision.isObject()) {
            text("p", "soft", "Nothing is decided.");
            return;
        }
        html.append("<table>");
        row("rulebook", decision.path("rulebook").asText());
        row("matched", list(decision.path("matched")));
        decision.path("intentions").forEach(each -> row(each.path("kind").asText(), fields(each, "kind")));
        row("instances", list(story.path("instances")));
        html.append("</table>");
    }

    private void explanation(JsonNode explanation) {
        html.append("<h2>Why</h2>");
        if (explanation.has("missing")) {
            text("p", "soft", explanation.path("missing").asText());
        }
        text("p", "soft", explanation.path("history").path("note").asText());
        explanation.path("rules").forEach(rule -> html.append(StoryRule.of(rule)));
    }

    private void timeline(JsonNode story) {
        html.append("<h2>Timeline</h2><table>");
        story.path("trace").forEach(moment -> row(time(moment.path("at").asLong()), moment(moment)));
        html.append("</table>");
    }

    private static String moment(JsonNode moment) {
        String rest = fields(moment, "at", "moment");
        return moment.path("moment").asText() + (rest.isEmpty() ? "" : ": " + rest);
    }

    private void data(JsonNode story) {
        html.append("<h2>Data</h2>");
        String text = story.path("dataText").asText("");
        if (text.isEmpty()) {
            text("p", "soft", "There is none, or it is no text of at most 1 MiB.");
        } else {
            text("p", "soft", story.path("contentType").asText());
            text("pre", "", text);
        }
    }

    private static String fields(JsonNode object, String... without) {
        StringBuilder fields = new StringBuilder();
        object.properties().forEach(field -> {
            String value = field.getValue().isValueNode()
                    ? field.getValue().asText()
                    : field.getValue().toString();
            if (!java.util.List.of(without).contains(field.getKey())
                    && !field.getValue().isNull()
                    && !value.isEmpty()) {
                fields.append(fields.isEmpty() ? "" : ", ")
                        .append(field.getKey())
                        .append(' ')
                        .append(value);
            }
        });
        return fields.toString();
    }

    private static String list(JsonNode array) {
        StringBuilder names = new StringBuilder();
        array.forEach(each -> names.append(names.isEmpty() ? "" : ", ").append(each.asText()));
        return names.toString();
    }

    private void row(String name, String value) {
        if (!value.isEmpty() && !value.equals("null")) {
            html.append("<tr><th>")
                    .append(escaped(name))
                    .append("</th><td>")
                    .append(escaped(value))
                    .append("</td></tr>");
        }
    }

    private void text(String tag, String style, String text) {
        if (!text.isEmpty() && !text.equals("null")) {
            html.append('<').append(tag).append(" class=\"").append(style).append("\">");
            html.append(escaped(text)).append("</").append(tag).append('>');
        }
    }

    static String time(long at) {
        return Instant.ofEpochMilli(at).toString();
    }

    /** A sentence of the hub, in which what stands in a text is between backticks. */
    static String quoting(String sentence) {
        String[] parts = escaped(sentence).split("`", -1);
        StringBuilder quoted = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            boolean code = i % 2 == 1;
            boolean closed = i < parts.length - 1;
            quoted.append(code && closed ? "<code>" : code ? "`" : "</code>").append(parts[i]);
        }
        return quoted.toString();
    }

    /** What came from outside is text, whatever it looks like. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        });
        return safe.toString();
    }
}
