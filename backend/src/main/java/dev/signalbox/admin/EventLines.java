package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** An event of the journal as one line of JSON. */
final class EventLines {

    private EventLines() {}

    /** With all that the hub knows of it, in its own words. */
    static ObjectNode ours(Events.Seen seen) {
        Envelope envelope = seen.entry().offer().envelope();
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("id", envelope.id().id());
        json.put("source", envelope.id().source());
        json.put("ceSource", envelope.id().ceSource());
        json.put("type", envelope.type());
        json.put("subject", envelope.subject());
        json.put("time", envelope.time());
        json.put("key", seen.entry().offer().key());
        json.put("at", seen.entry().at());
        json.put("partition", seen.entry().partition());
        json.put("position", seen.entry().position());
        return data(json, envelope.data());
    }

    /**
     * A CloudEvent in its JSON format. What the hub adds has the names of the documented extensions {@code partitionkey} and
     * {@code recordedtime}, and {@code hubsource} for the source it came by.
     */
    static ObjectNode cloudEvent(Events.Seen seen) {
        Envelope envelope = seen.entry().offer().envelope();
        String ceSource = envelope.id().ceSource();
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("specversion", "1.0");
        json.put("id", envelope.id().id());
        json.put("source", ceSource.isEmpty() ? '/' + envelope.id().source() : ceSource);
        json.put("type", envelope.type());
        optional(json, "subject", envelope.subject());
        optional(json, "time", envelope.time());
        json.put("partitionkey", seen.entry().offer().key());
        json.put("recordedtime", Instant.ofEpochMilli(seen.entry().at()).toString());
        json.put("hubsource", envelope.id().source());
        json.put("datacontenttype", envelope.contentType());
        Payload data = envelope.data();
        return data.json().isMissingNode() && data.size() > 0
                ? json.put("data_base64", Base64.getEncoder().encodeToString(data.bytes()))
                : data(json, data);
    }

    private static void optional(ObjectNode json, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            json.put(name, text);
        }
    }

    private static ObjectNode data(ObjectNode json, Payload data) {
        if (!data.json().isMissingNode()) {
            // A line break can only stand between the tokens.
            String text = new String(data.bytes(), StandardCharsets.UTF_8).replaceAll("[\r\n]", " ");
            json.putRawValue("data", new RawValue(text));
        }
        return json;
    }
}
