package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What SNS puts around a message for a queue that is subscribed to a topic without raw delivery.
 *
 * @param id the same in all queues of the topic
 * @param message as it was published
 * @param headers its attributes, and before them what SNS knows of it
 */
record SnsEnvelope(String id, String message, List<Map.Entry<String, String>> headers) {

    /** Null when it is none: the message is then taken as it is. */
    static @Nullable SnsEnvelope of(String body) {
        if (!(StrictJson.read(body.getBytes(StandardCharsets.UTF_8)) instanceof StrictJson.Read.Good good)) {
            return null;
        }
        JsonNode json = good.json();
        boolean whole = json.path("Type").asText().equals("Notification")
                && json.path("MessageId").isTextual()
                && json.path("Message").isTextual();
        return whole
                ? new SnsEnvelope(
                        json.path("MessageId").textValue(), json.path("Message").textValue(), headers(json))
                : null;
    }

    private static List<Map.Entry<String, String>> headers(JsonNode json) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        add(all, "sns-message-id", json.path("MessageId"));
        add(all, "sns-topic-arn", json.path("TopicArn"));
        add(all, "sns-subject", json.path("Subject"));
        add(all, "sns-timestamp", json.path("Timestamp"));
        json.path("MessageAttributes")
                .properties()
                .forEach(each -> add(all, each.getKey(), each.getValue().path("Value")));
        return all;
    }

    private static void add(List<Map.Entry<String, String>> all, String name, JsonNode value) {
        if (value.isTextual()) {
            all.add(new SimpleImmutableEntry<>(name, value.textValue()));
        }
    }
}
