package dev.signalbox.proof.prove.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A report in a few lines for a terminal. */
final class Lines {

    private static final int MOST = 10;

    private Lines() {}

    static String of(JsonNode json) {
        StringBuilder text = new StringBuilder("\n");
        JsonNode f = json.path("figures");
        text.append("verdict: ")
                .append(json.path("verdict").asText().toUpperCase(Locale.ROOT))
                .append('\n');
        text.append(figures(f, "acked", "duplicates", "unknown", "retries", "refused", "fenced"));
        text.append(figures(f, "processes", "calls", "repeated", "deadLetters", "quarantined", "derived", "commits"));
        text.append(figures(f, "lost", "doubled", "orderBreaks", "invisibleFailures"));
        for (JsonNode fault : json.path("faults")) {
            String skipped = fault.path("skipped").textValue();
            text.append("  %s %s: %d of %d%s%n"
                    .formatted(
                            fault.path("kind").asText(),
                            fault.path("title").asText(),
                            fault.path("seen").asInt(),
                            fault.path("wanted").asInt(),
                            skipped == null ? "" : ", skipped: " + skipped));
        }
        json.path("cannotTell")
                .forEach(
                        one -> text.append("cannot tell: ").append(one.asText()).append('\n'));
        int told = 0;
        for (JsonNode one : json.path("findings")) {
            if (told++ < MOST) {
                text.append("%s %s: %s%n"
                        .formatted(
                                one.path("invariant").asText(),
                                one.path("subject").asText(),
                                one.path("text").asText()));
            }
        }
        return text.append("again: ").append(json.path("command").asText()).toString();
    }

    private static String figures(JsonNode figures, String... names) {
        StringBuilder line = new StringBuilder();
        for (String name : names) {
            line.append(line.length() == 0 ? "  " : ", ")
                    .append(name)
                    .append(' ')
                    .append(figures.path(name).asLong());
        }
        return line.append('\n').toString();
    }
}
