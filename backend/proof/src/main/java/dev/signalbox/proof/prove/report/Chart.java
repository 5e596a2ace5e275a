package dev.signalbox.proof.prove.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The faults over the time of a run, a row for each kind. */
final class Chart {

    private static final int LEFT = 70;
    private static final int WIDTH = 1_000;
    private static final int ROW = 24;

    private Chart() {}

    static String of(JsonNode json) {
        List<String> kinds = new ArrayList<>();
        long first = Long.MAX_VALUE;
        long last = 0;
        for (JsonNode one : json.path("strikes")) {
            if (!kinds.contains(one.path("kind").asText())) {
                kinds.add(one.path("kind").asText());
            }
            first = Math.min(first, at(one));
            last = Math.max(last, at(one) + one.path("millis").asLong());
        }
        kinds.sort(null);
        double scale = (double) (WIDTH - LEFT - 20) / Math.max(1, last - first);
        int height = ROW * kinds.size() + 30;
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + WIDTH + ' ' + height + "\" role=\"img\">");
        svg.append("<title>Faults over time</title>");
        rows(svg, kinds);
        for (JsonNode one : json.path("strikes")) {
            bar(svg, one, kinds.indexOf(one.path("kind").asText()), LEFT + (at(one) - first) * scale, scale);
        }
        String text = "<text x=\"%d\" y=\"%d\">0 s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d s</text></svg>";
        return svg.append(text.formatted(LEFT, height - 8, WIDTH - 20, height - 8, Math.max(0, last - first) / 1_000))
                .toString();
    }

    private static long at(JsonNode strike) {
        return Instant.parse(strike.path("at").asText()).toEpochMilli();
    }

    private static void rows(StringBuilder svg, List<String> kinds) {
        for (int row = 0; row < kinds.size(); row++) {
            int y = ROW * row + 22;
            svg.append("<text x=\"12\" y=\"%d\">%s</text><line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>"
                    .formatted(y, Html.escaped(kinds.get(row)), LEFT, WIDTH - 20, y - 4, y - 4));
        }
    }

    private static void bar(StringBuilder svg, JsonNode one, int row, double x, double scale) {
        double width = Math.max(4, one.path("millis").asLong() * scale);
        svg.append(String.format(
                Locale.ROOT,
                "<rect%s x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"10\" rx=\"3\"><title>%s</title></rect>",
                one.path("seen").asBoolean() ? "" : " class=\"none\"",
                x,
                ROW * row + 13,
                width,
                Html.escaped(one.path("proof").asText())));
    }
}
