package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of Amazon SNS as it posts it.
 *
 * @param body an object of texts, and of the attributes that its publisher gave
 */
record SnsMessage(JsonNode body) {

    static final String CONFIRMATION = "SubscriptionConfirmation";

    /** SNS does not sign it. */
    private static final String ATTRIBUTES = "MessageAttributes";

    private static final String HOST = "sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?";
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OTHERS =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

    /** Null when it is none. */
    static @Nullable SnsMessage of(byte[] bytes) {
        if (!(StrictJson.read(bytes) instanceof StrictJson.Read.Good good)
                || !good.json().isObject()) {
            return null;
        }
        for (Map.Entry<String, JsonNode> field : good.json().properties()) {
            if (field.getValue().isContainerNode() && !field.getKey().equals(ATTRIBUTES)) {
                return null;
            }
        }
        SnsMessage message = new SnsMessage(good.json());
        for (String name : message.isNotification() ? NOTIFICATION : OTHERS) {
            if (!name.equals("Subject") && !good.json().path(name).isTextual()) {
                return null;
            }
        }
        boolean known =
                List.of("Notification", CONFIRMATION, "UnsubscribeConfirmation").contains(message.text("Type"));
        return known ? message : null;
    }

    String text(String name) {
        return body.path(name).asText("");
    }

    /** Names and values, each in a line of its own. */
    String signed() {
        StringBuilder text = new StringBuilder();
        for (String name : isNotification() ? NOTIFICATION : OTHERS) {
            if (body.path(name).isTextual()) {
                text.append(name).append('\n').append(text(name)).append('\n');
            }
        }
        return text.toString();
    }

    private boolean isNotification() {
        return text("Type").equals("Notification");
    }

    /** Whether an address is one of SNS itself, so that the hub may call it. */
    static boolean isOwn(String url) {
        try {
            URI uri = new URI(url);
            return "https".equals(uri.getScheme())
                    && uri.getPort() < 0
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getHost() != null
                    && uri.getHost().matches(HOST);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
