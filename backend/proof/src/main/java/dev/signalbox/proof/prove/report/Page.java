package dev.signalbox.proof.prove.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A report as one page that needs nothing else, by day and by night. */
final class Page {

    private final JsonNode json;
    private final Html html = new Html();

    private Page(JsonNode json) {
        this.json = json;
    }

    static String of(JsonNode json) throws IOException {
        return new Page(json).text();
    }

    private String text() throws IOException {
        html.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>signalbox prove: ")
                .text(verdict())
                .raw("</title><style>\n" + css() + "</style></head><body><main>\n");
        head();
        tiles();
        reasons();
        invariants();
        faults();
        html.raw("<h2>When they struck</h2>").raw(Chart.of(json));
        strikes();
        end();
        return html.raw("</main></body></html>\n").toString();
    }

    private static String css() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IOException("page.css is missing in the jar of the proof");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String verdict() {
        return json.path("verdict").asText();
    }

    private void head() {
        String mark = verdict().equals("cannot tell") ? "open" : verdict();
        html.raw("<span class=\"verdict " + mark + "\">").text(verdict()).raw("</span><h1>");
        html.text(headline()).raw("</h1><p class=\"soft\">");
        JsonNode plan = json.path("plan");
        html.text("%s, profile %s, seed %d, %d %s, %s Redis, %d s"
                        .formatted(
                                json.path("at")
                                        .asText()
                                        .replaceFirst("\\..*", "Z")
                                        .replaceFirst("ZZ", "Z"),
                                plan.path("profile").asText(),
                                plan.path("seed").asLong(),
                                plan.path("hubs").asInt(),
                                plan.path("hubs").asInt() == 1 ? "hub" : "hubs",
                                plan.path("redis").asText(),
                                json.path("millis").asLong() / 1_000))
                .raw("</p>\n");
    }

    private String headline() {
        JsonNode f = json.path("figures");
        String done = number(f, "acked") + " events, " + number(f, "faults") + " faults";
        return switch (verdict()) {
            case "passed" -> done + ": nothing lost, nothing started twice";
            case "failed" -> done + ": the promise was broken";
            default -> done + ": this run cannot tell";
        };
    }

    private static String number(JsonNode figures, String name) {
        return String.format(Locale.ROOT, "%,d", figures.path(name).asLong());
    }

    private void tiles() {
        html.raw("<h2>Figures</h2><div class=\"tiles\">");
        zero("lost", "acknowledged events lost");
        zero("doubled", "processes started twice");
        zero("orderBreaks", "breaks of the order");
        zero("invisibleFailures", "invisible failures");
        tile("", "acked", "events acknowledged");
        tile("", "unknown", "deliveries with unknown outcome");
        tile("", "retries", "deliveries repeated");
        tile("", "duplicates", "duplicates recognised");
        tile("", "processes", "processes at the sink");
        tile("", "calls", "calls taken");
        tile("", "repeated", "calls repeated, same key");
        tile("", "fenced", "old owners fenced");
        tile("", "deadLetters", "dead letters");
        tile("", "quarantined", "events in quarantine");
        tile("", "derived", "events made by the hubs");
        tile("", "commits", "commits seen");
        html.raw("</div>\n");
    }

    private void zero(String name, String title) {
        tile(json.path("figures").path(name).asLong() == 0 ? " zero" : " wrong", name, title);
    }

    private void tile(String mark, String name, String title) {
        html.raw("<div class=\"tile" + mark + "\"><b>").text(number(json.path("figures"), name));
        html.raw("</b><span>").text(title).raw("</span></div>");
    }

    private void reasons() {
        if (!json.path("cannotTell").isEmpty()) {
            html.raw("<h2>Why this run cannot tell</h2><ul>");
            json.path("cannotTell")
                    .forEach(one -> html.raw("<li>").text(one.asText()).raw("</li>"));
            html.raw("</ul>\n");
        }
        if (!json.path("findings").isEmpty()) {
            html.raw("<h2>Findings</h2>").table("Invariant", "What", "Finding");
            json.path("findings")
                    .forEach(one -> html.row(
                            one.path("invariant").asText(),
                            one.path("subject").asText(),
                            one.path("text").asText()));
            html.raw("</tbody></table>\n");
        }
    }

    private void invariants() {
        html.raw("<h2>Invariants</h2>").table("", "What must hold", "Findings");
        for (JsonNode one : json.path("invariants")) {
            long count = one.path("findings").asLong();
            html.raw("<tr><td>").text(one.path("id").asText()).raw("</td><td>");
            html.text(one.path("statement").asText()).raw("</td><td class=\"" + (count == 0 ? "ok" : "no") + "\">");
            html.text(count == 0 ? "holds" : count + " broken").raw("</td></tr>");
        }
        html.raw("</tbody></table>\n");
    }

    private void faults() {
        html.raw("<h2>Faults by kind</h2>").table("", "What", "Left a trace");
        for (JsonNode one : json.path("faults")) {
            String skipped = one.path("skipped").textValue();
            boolean all = one.path("seen").asInt() >= one.path("wanted").asInt();
            html.raw("<tr><td>").text(one.path("kind").asText()).raw("</td><td>");
            html.text(one.path("title").asText()).raw("</td><td class=\"");
            html.raw((skipped != null ? "skip" : all ? "ok" : "no") + "\">");
            html.text(
                            skipped != null
                                    ? "skipped: " + skipped
                                    : one.path("seen").asInt() + " of "
                                            + one.path("wanted").asInt())
                    .raw("</td></tr>");
        }
        html.raw("</tbody></table>\n");
    }

    private void strikes() {
        html.raw("<details><summary>Each fault with its proof</summary><div class=\"wide\">");
        html.table("At", "Fault", "Took", "Proof");
        for (JsonNode one : json.path("strikes")) {
            html.row(
                    one.path("at").asText().substring(11, 19),
                    one.path("kind").asText() + " " + one.path("title").asText(),
                    one.path("millis").asLong() + " ms",
                    (one.path("seen").asBoolean() ? "" : "NOTHING SEEN: ")
                            + one.path("proof").asText());
        }
        html.raw("</tbody></table></div></details>\n");
    }

    private void end() {
        html.raw("<h2>What this shows, and what not</h2><p>")
                .text(Bound.of(json))
                .raw("</p>");
        html.raw(
                        "<h2>Again</h2><p class=\"soft\">The same seed sends the same events and lets the same faults strike in")
                .raw(" the same order; the moments are those of the machine.</p><pre><code>")
                .text(json.path("command").asText())
                .raw("</code></pre>");
        html.raw("<h2>Machine and versions</h2>").table("", "");
        json.path("machine")
                .properties()
                .forEach(one -> html.row(one.getKey(), one.getValue().asText()));
        html.raw("</tbody></table>\n");
    }
}
