package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A moment of the live feed as one line: when, what, whose, and what came of it. */
final class TailText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private TailText() {}

    static String of(JsonNode moment, ZoneId zone) {
        String time =
                TIME.format(Instant.ofEpochMilli(moment.path("at").asLong()).atZone(zone));
        String what = moment.path("moment").asText().replace('_', ' ');
        return String.format(Locale.ROOT, "%s  %-13s  %s", time, what, String.join("  ", words(moment)));
    }

    private static List<String> words(JsonNode moment) {
        List<String> words = new ArrayList<>();
        for (String field : List.of("source", "type", "event", "definition", "task", "instance", "state", "outcome")) {
            add(words, "", moment.path(field).asText());
        }
        add(words, "key ", moment.path("key").asText());
        add(words, "about ", moment.path("subject").asText());
        add(words, "by ", listed(moment.path("rules")));
        add(words, "starts ", listed(moment.path("instances")));
        add(words, "", moment.path("text").asText());
        add(words, "", moment.path("code").asText());
        add(words, "", moment.path("cause").asText());
        if (moment.path("attempt").asInt(1) > 1) {
            words.add("attempt " + moment.path("attempt").asInt());
        }
        if (moment.has("latencyMillis")) {
            words.add(String.format(
                    Locale.ROOT, "%.1f ms", moment.path("latencyMillis").asDouble()));
        }
        return words;
    }

    private static String listed(JsonNode items) {
        List<String> all = new ArrayList<>();
        items.forEach(item -> all.add(item.asText()));
        return String.join(", ", all);
    }

    /** What comes from outside stays on its line and steers no terminal. */
    private static void add(List<String> words, String before, String text) {
        if (!text.isEmpty()) {
            words.add(before + text.replaceAll("\\p{Cntrl}", "?"));
        }
    }
}
