package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.backtest.Listed;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.PartitionKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recorded events in a file, one JSON object a line: as {@code GET /events.jsonl} gives them, or CloudEvents. Needed are
 * {@code id}, {@code source}, {@code type} and the receive time {@code at} (milliseconds, or RFC 3339); for CloudEvents
 * without it, {@code time}.
 */
final class EventsFile {

    /** The extension of CloudEvents for the time of receipt. */
    private static final String RECORDED = "recordedtime";

    private EventsFile() {}

    /** A line that cannot be read. */
    static final class Faulty extends Exception {
        private static final long serialVersionUID = 1L;

        Faulty(String message) {
            super(message, null, false, false);
        }
    }

    /** @param position settles who came first of two with one time; 0 when it is not told */
    private record Line(Envelope envelope, String key, long at, long position) {}

    static Listed read(Path file, int partitions) throws IOException, Faulty {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : Files.readAllLines(file)) {
            number++;
            if (!text.isBlank()) {
                lines.add(line(text, number));
            }
        }
        lines.sort(Comparator.comparingLong(Line::at).thenComparingLong(Line::position));
        Listed listed = new Listed(partitions, key -> PartitionKey.partition(key, partitions));
        for (Line line : lines) {
            var unusedEntry = listed.add(line.envelope(), line.key(), line.at());
        }
        return listed;
    }

    private static Line line(String text, int number) throws Faulty {
        JsonNode json;
        try {
            json = Payload.STRICT.readTree(text);
        } catch (IOException e) {
            throw new Faulty("line " + number + " is no JSON; wanted one event a line");
        }
        for (String field : List.of("id", "source", "type")) {
            if (!json.path(field).isTextual()) {
                throw new Faulty("line " + number + " has no text \"" + field
                        + "\"; wanted {\"id\", \"source\", \"type\", \"at\", \"data\"}");
            }
        }
        long at = at(json).orElseThrow(() -> new Faulty(
                "line " + number + " has no \"at\"; wanted the time of its receipt, in milliseconds or as RFC 3339"));
        String id = json.path("id").asText();
        String subject = json.path("subject").textValue();
        String key = json.path(json.has("key") ? "key" : "partitionkey").textValue();
        Payload data = json.hasNonNull("data")
                ? Payload.of(json.path("data").toString().getBytes(StandardCharsets.UTF_8))
                : Payload.EMPTY;
        EventId event =
                new EventId(json.path("source").asText(), json.path("ceSource").asText(""), id);
        Envelope envelope = new Envelope(
                event, json.path("type").asText(), subject, json.path("time").textValue(), "application/json", data);
        return new Line(
                envelope,
                key != null ? key : subject != null ? subject : id,
                at,
                json.path("position").asLong());
    }

    private static Optional<Long> at(JsonNode json) {
        JsonNode at = json.path("at");
        return at.isIntegralNumber()
                ? Optional.of(at.longValue())
                : time(
                        at.isTextual()
                                ? at.textValue()
                                : json.path(json.has(RECORDED) ? RECORDED : "time")
                                        .textValue());
    }

    private static Optional<Long> time(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
