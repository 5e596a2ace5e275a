package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whoever sends to a source without a preset: attributes are in the usual places. */
final class AnySender implements Sender {

    static final Sender ANY = new AnySender();

    private static final String KEY = "Idempotency-Key";

    private AnySender() {}

    @Override
    public Names names(Delivery delivery, JsonNode body) {
        return Names.of(said(body.path("type")), id(delivery, body)).about(said(body.path("subject")));
    }

    private static @Nullable String id(Delivery delivery, JsonNode body) {
        if (delivery.form() == Delivery.Form.MESSAGE) {
            return delivery.fallbackId();
        }
        String id = said(body.path("id"));
        String key = id == null ? delivery.headers().first(KEY) : id;
        return key == null || key.isEmpty() ? delivery.fallbackId() : key;
    }

    /** A scalar that is there and not empty. */
    static @Nullable String said(JsonNode value) {
        boolean scalar = value.isTextual() || value.isNumber() || value.isBoolean();
        return scalar && !value.asText().isEmpty() ? value.asText() : null;
    }

    @Override
    public Map<String, String> headers(Envelope past) {
        return Map.of(KEY, past.id().id());
    }
}
