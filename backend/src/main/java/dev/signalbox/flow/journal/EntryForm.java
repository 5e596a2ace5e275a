package dev.signalbox.flow.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An offer as it is kept: its attributes as one JSON array, beside its data as it came. */
public final class EntryForm {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_SIZE = 256;

    private EntryForm() {}

    /** All but the data. */
    public static byte[] attributes(Offer offer) {
        StringWriter text = new StringWriter(USUAL_SIZE);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            json.writeString(offer.kind().name().toLowerCase(Locale.ROOT));
            write(json, offer.envelope());
            json.writeString(offer.key());
            json.writeString(offer.traceParent());
            json.writeNumber(offer.received());
            json.writeNumber(offer.verified());
            json.writeNumber(offer.depth());
            if (offer.replayed() != null) {
                json.writeString(offer.replayed().text());
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, Envelope envelope) throws IOException {
        json.writeString(envelope.id().source());
        json.writeString(envelope.id().ceSource());
        json.writeString(envelope.id().id());
        json.writeString(envelope.type());
        json.writeString(envelope.subject());
        json.writeString(envelope.time());
        json.writeString(envelope.contentType());
    }

    public static Offer offer(byte[] attributes, byte[] data) {
        JsonNode told = Payload.of(attributes).json();
        return new Offer(
                Kind.valueOf(told.path(0).asText().toUpperCase(Locale.ROOT)),
                envelope(told, Payload.of(data)),
                told.path(8).asText(),
                told.path(9).textValue(),
                told.path(10).asLong(),
                told.path(11).asLong(),
                told.path(12).asInt(),
                told.has(13) ? Offer.Replayed.of(told.path(13).asText()) : null);
    }

    private static Envelope envelope(JsonNode told, Payload data) {
        EventId id = new EventId(
                told.path(1).asText(), told.path(2).asText(), told.path(3).asText());
        return new Envelope(
                id,
                told.path(4).asText(),
                told.path(5).textValue(),
                told.path(6).textValue(),
                told.path(7).asText(),
                data);
    }
}
