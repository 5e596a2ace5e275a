package dev.signalbox.flow.ingest;

import dev.signalbox.event.Payload;
import dev.signalbox.flow.ingest.Inlet.Sqs;
import dev.signalbox.flow.ingest.Inlet.Unwrap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Messages of SQS as deliveries. What SQS knows of one stands before its attributes, under names of its own. Of a FIFO queue
 * a message is known by the id that its sender gave against repeats, which SQS itself knows for five minutes, and its group,
 * for the same id in two groups may be two messages; where that id is only the hash of the content, by the id of SQS.
 */
final class SqsMessages {

    static final String GROUP = "sqs-message-group-id";

    private final Source source;
    private final Sqs sqs;
    private final Tools tools;

    SqsMessages(Source source, Sqs sqs, Tools tools) {
        this.source = source;
        this.sqs = sqs;
        this.tools = tools;
    }

    Fetched fetched(Message message) {
        long now = tools.clock().millis();
        SnsEnvelope topic = sqs.unwrap() == Unwrap.SNS ? SnsEnvelope.of(message.body()) : null;
        List<Map.Entry<String, String>> all = headers(message);
        if (topic != null) {
            all.addAll(topic.headers());
        }
        Headers headers = Headers.of(all);
        String trace =
                TraceParent.of(headers.first("traceparent"), tools.random()).text();
        byte[] body = (topic == null ? message.body() : topic.message()).getBytes(StandardCharsets.UTF_8);
        String id = topic == null ? id(message) : topic.id();
        return new Fetched(
                "message " + message.messageId(),
                new Delivery(source, Delivery.Form.MESSAGE, headers, Payload.of(body), id, trace, now, now));
    }

    private static String id(Message message) {
        String given = message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        return given == null || given.equals(hash(message.body())) ? message.messageId() : group + '/' + given;
    }

    private static String hash(String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<Map.Entry<String, String>> headers(Message message) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        add(all, "sqs-message-id", message.messageId());
        message.attributesAsStrings().forEach((name, value) -> add(all, "sqs-" + dashed(name), told(name, value)));
        message.messageAttributes()
                .forEach((name, value) -> add(
                        all,
                        name,
                        value.binaryValue() == null
                                ? value.stringValue()
                                : Base64.getEncoder()
                                        .encodeToString(value.binaryValue().asByteArray())));
        return all;
    }

    /** {@code SentTimestamp} is {@code sent-timestamp}. */
    private static String dashed(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** A time as everywhere. */
    private static String told(String name, String value) {
        return name.endsWith("Timestamp") && value.matches("[0-9]{1,15}")
                ? Instant.ofEpochMilli(Long.parseLong(value)).toString()
                : value;
    }

    private static void add(List<Map.Entry<String, String>> all, String name, @Nullable String value) {
        if (value != null) {
            all.add(new SimpleImmutableEntry<>(name, value));
        }
    }
}
