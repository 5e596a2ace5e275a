package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the kept records of an event's fate. */
final class PastJson {

    private static final long NANOS_PER_MICRO = 1_000;

    private PastJson() {}

    static Events.Seen seen(Past past) {
        JsonNode decision = json(past.decision());
        String state = past.quarantine() != null ? "quarantined" : past.decided() ? "decided" : "journaled";
        List<String> rules = texts(decision.path("matched"));
        return new Events.Seen(
                past.entry(),
                state,
                outcome(state, rules),
                past.duplicates(),
                rules,
                stream(decision.path("starts"))
                        .map(start -> start.path("instance").asText())
                        .toList());
    }

    private static @Nullable String outcome(String state, List<String> rules) {
        return switch (state) {
            case "journaled" -> null;
            case "quarantined" -> "failed";
            default -> rules.isEmpty() ? "unmatched" : "matched";
        };
    }

    static Events.Story story(Past past) {
        List<Events.Decided> decisions = new ArrayList<>();
        if (past.decision() != null) {
            JsonNode json = json(past.decision());
            decisions.add(new Events.Decided(
                    decision(json), json.path("at").asLong(past.entry().at())));
        }
        String quarantine = past.quarantine() == null
                ? null
                : json(past.quarantine()).path("cause").asText();
        int failed = json(past.quarantine()).path("rulebook").asInt();
        return new Events.Story(seen(past), decisions, false, quarantine, failed);
    }

    private static Decision decision(JsonNode json) {
        List<Intention> intentions = new ArrayList<>();
        json.path("starts")
                .forEach(start -> intentions.add(new Intention.Start(
                        start.path("rule").asText(),
                        start.path("definition").asText(),
                        start.path("key").asText(),
                        Map.of())));
        json.path("emits")
                .forEach(emit -> intentions.add(new Intention.Emit(
                        emit.path("rule").asText(),
                        emit.path("type").asText(),
                        emit.path("subject").textValue(),
                        Map.of())));
        json.path("cancels")
                .forEach(cancel -> intentions.add(new Intention.Cancel(
                        cancel.path("rule").asText(),
                        cancel.path("definition").asText(),
                        cancel.path("key").textValue(),
                        cancel.path("compensate").asBoolean())));
        json.path("alerts")
                .forEach(alert -> intentions.add(new Intention.Alert(
                        alert.path("rule").asText(), alert.path("text").asText())));
        return new Decision(
                json.path("version").asInt(),
                json.path("second").asLong(),
                texts(json.path("matched")),
                intentions,
                texts(json.path("warnings")),
                json.path("micros").asLong() * NANOS_PER_MICRO);
    }

    private static JsonNode json(@Nullable String text) {
        return text == null
                ? Payload.EMPTY.json()
                : Payload.of(text.getBytes(StandardCharsets.UTF_8)).json();
    }

    private static List<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
