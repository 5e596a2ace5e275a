package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0: structured as JSON, or with attributes in headers. */
final class CloudEventMapping {

    private static final String JSON = "application/json";

    private CloudEventMapping() {}

    /** @param formal whether specversion and source must be there */
    static Mapped structured(Delivery delivery, JsonNode event, boolean formal) {
        if (!event.isObject()) {
            return Mapped.unmappable("a CloudEvent is a JSON object");
        }
        String wrong = wrong(event, formal);
        if (wrong != null) {
            return Mapped.unmappable(wrong);
        }
        String contentType = event.path("datacontenttype").asText(JSON);
        Payload data = data(delivery.body().bytes(), event, contentType);
        if (data == null) {
            return Mapped.unmappable("data_base64 is not base64");
        }
        return Mapped.of(
                delivery,
                new Envelope(
                        new EventId(
                                delivery.source().name(),
                                event.path("source").asText(""),
                                event.path("id").asText()),
                        event.path("type").asText(),
                        event.path("subject").textValue(),
                        event.path("time").textValue(),
                        contentType,
                        data),
                event,
                false);
    }

    static Mapped binary(Delivery delivery) {
        return binary(delivery, Attributes.of(delivery.headers(), "ce-", true));
    }

    static Mapped binary(Delivery delivery, Attributes attributes) {
        if (attributes.wrong() != null) {
            return Mapped.unmappable(attributes.wrong());
        }
        if (attributes.json().has("datacontenttype")) {
            return Mapped.unmappable("ce-datacontenttype must not be there: the header Content-Type says it");
        }
        Payload data = delivery.body();
        String contentType = delivery.headers().first("content-type");
        contentType = contentType == null ? JSON : contentType;
        if (MediaType.of(contentType).isJson() && data.size() > 0) {
            StrictJson.Read read = StrictJson.read(data.bytes());
            if (read instanceof StrictJson.Read.Bad bad) {
                return Mapped.unreadable(bad);
            }
        }
        return attributes(delivery, attributes, contentType, data);
    }

    static Mapped attributes(Delivery delivery, Attributes attributes, String contentType, Payload data) {
        String wrong = wrong(attributes.json(), true);
        if (wrong != null) {
            return Mapped.unmappable(wrong);
        }
        Envelope envelope = new Envelope(
                new EventId(delivery.source().name(), attributes.text("source"), attributes.text("id")),
                attributes.text("type"),
                attributes.json().path("subject").textValue(),
                attributes.json().path("time").textValue(),
                contentType,
                data);
        return Mapped.of(delivery, envelope, attributes.json(), false);
    }

    private static @Nullable String wrong(JsonNode event, boolean formal) {
        if (formal && !event.path("specversion").asText().equals("1.0")) {
            return "specversion must be \"1.0\"";
        }
        for (String name : new String[] {"id", "source", "type"}) {
            boolean must = formal || !name.equals("source");
            JsonNode value = event.path(name);
            if (must && (!value.isTextual() || value.textValue().isEmpty())) {
                return "the CloudEvents attribute " + name + " is missing, empty or no text";
            }
        }
        for (String name : new String[] {"subject", "time", "datacontenttype", "data_base64"}) {
            JsonNode value = event.path(name);
            if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
                return "the CloudEvents attribute " + name + " is no text";
            }
        }
        return event.has("data") && event.has("data_base64") ? "data and data_base64 exclude each other" : null;
    }

    /** The data as it was written; null when it cannot be decoded. */
    private static @Nullable Payload data(byte[] whole, JsonNode event, String contentType) {
        if (event.path("data_base64").isTextual()) {
            try {
                return Payload.of(
                        Base64.getDecoder().decode(event.path("data_base64").textValue()));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        JsonNode data = event.path("data");
        if (data.isMissingNode()) {
            return Payload.EMPTY;
        }
        if (data.isTextual() && !MediaType.of(contentType).isJson()) {
            return Payload.of(data.textValue().getBytes(StandardCharsets.UTF_8));
        }
        return Payload.of(Slices.member(whole, "data"), data);
    }
}
