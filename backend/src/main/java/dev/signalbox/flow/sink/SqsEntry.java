package dev.signalbox.flow.sink;

import dev.signalbox.flow.connection.SqsQueue;
import dev.signalbox.flow.sink.Outlet.Mode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A message as SQS takes it: the body, and beside it attributes that are texts and not empty. In a FIFO queue the messages
 * of a key are a group, and by its id SQS itself knows a repeat for five minutes.
 */
record SqsEntry(
        String body,
        Map<String, String> attributes,
        @Nullable String group,
        @Nullable String repeat) {

    private static final int MOST_ATTRIBUTES = 10;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String TYPE = "String";

    /** What SQS takes as the id of a group or of a repeat. */
    private static final String ID = "[!-~]{1,128}";

    static SqsEntry of(Message message, SqsQueue queue, Mode mode) {
        boolean structured = message.event() != null && mode == Mode.STRUCTURED;
        Map<String, String> attributes = new LinkedHashMap<>(message.beside("ce_"));
        if (structured) {
            attributes.keySet().removeIf(name -> name.startsWith("ce_"));
            attributes.put("content-type", "application/cloudevents+json");
        }
        attributes.values().removeIf(String::isEmpty);
        return new SqsEntry(
                (structured ? message.structured() : message.body()).toString(),
                attributes,
                queue.isFifo() ? fitting(message.key()) : null,
                queue.isFifo() ? fitting(message.id()) : null);
    }

    private static String fitting(String text) {
        if (text.matches(ID)) {
            return text;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Why SQS would not take it; null when it may. */
    Sent.@Nullable Failed refused(Message message) {
        if (attributes.size() > MOST_ATTRIBUTES) {
            return Sent.configuration(
                    message,
                    "The message has too many headers for SQS",
                    "SQS takes " + MOST_ATTRIBUTES + " attributes, these are " + attributes.size() + ": "
                            + String.join(", ", attributes.keySet())
                            + "; leave headers out, or say `mode: structured` at the sink where it is a CloudEvent");
        }
        if (bytes() > MOST_BYTES) {
            return Sent.communication(
                    413,
                    message,
                    "The message is too large for SQS",
                    "with its attributes it has " + bytes() + " bytes, and SQS takes " + MOST_BYTES
                            + "; send where the rest is instead");
        }
        return null;
    }

    /** As SQS counts. */
    int bytes() {
        int bytes = size(body);
        for (Map.Entry<String, String> each : attributes.entrySet()) {
            bytes += size(each.getKey()) + TYPE.length() + size(each.getValue());
        }
        return bytes;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** @param place in its batch */
    SendMessageBatchRequestEntry at(int place) {
        Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType(TYPE)
                        .stringValue(value)
                        .build()));
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(place))
                .messageBody(body)
                .messageAttributes(values)
                .messageGroupId(group)
                .messageDeduplicationId(repeat)
                .build();
    }
}
