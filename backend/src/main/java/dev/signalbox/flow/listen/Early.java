package dev.signalbox.flow.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;

/**
 * An event that nobody was waiting for when it came. It lies in the journal of the partition; here is only where.
 *
 * @param position of the entry that holds it
 * @param at when it came, milliseconds since the epoch
 */
public record Early(long position, long at, EventId event) {

    /** For so long an event can be heard by who comes later, milliseconds. */
    public static final long HOUR = 3_600_000;

    public String text() {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(at)
                .add(event.source())
                .add(event.ceSource())
                .add(event.id())
                .toString();
    }

    static Early of(String position, String text) {
        JsonNode json = Payload.of(text.getBytes(StandardCharsets.UTF_8)).json();
        EventId event = new EventId(
                json.path(1).asText(), json.path(2).asText(), json.path(3).asText());
        return new Early(Long.parseLong(position), json.path(0).asLong(), event);
    }
}
