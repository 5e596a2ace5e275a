package dev.signalbox.flow.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An entry as fields of a Redis stream: its attributes as one JSON array, its data as it came. More fields would be
 * nicer to look at, but each one of each entry costs Redis as much as a small command.
 */
final class RedisEntry {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_SIZE = 256;
    private static final String FIELDS = "2";
    private static final String ATTRIBUTES = "e";
    private static final String DATA = "d";
    private static final String AT = "a";

    private RedisEntry() {}

    /** Adds identity, checksum, number of fields and the fields, as {@code sb_append} wants them. */
    static void write(Request request, Identity identity, Offer offer) {
        Payload data = offer.envelope().data();
        request.arg(identity.bytes())
                .arg(Buffer.buffer().appendInt(data.checksum()).getBytes());
        request.arg(FIELDS)
                .arg(ATTRIBUTES)
                .arg(attributes(offer).getBytes(StandardCharsets.UTF_8))
                .arg(DATA)
                .arg(data.bytes());
    }

    private static String attributes(Offer offer) {
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
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
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

    static Entry read(int partition, Response row) {
        Map<String, Response> fields = fields(row.get(1));
        JsonNode told = Payload.of(bytes(fields, ATTRIBUTES)).json();
        Offer offer = new Offer(
                Kind.valueOf(told.path(0).asText().toUpperCase(Locale.ROOT)),
                envelope(told, Payload.of(bytes(fields, DATA))),
                told.path(8).asText(),
                told.path(9).textValue(),
                told.path(10).asLong(),
                told.path(11).asLong(),
                told.path(12).asInt());
        long at = Long.parseLong(new String(bytes(fields, AT), StandardCharsets.UTF_8));
        return new Entry(partition, position(row.get(0).toString()), at, offer);
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

    /** The number before the dash of a stream id. */
    static long position(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    private static Map<String, Response> fields(Response pairs) {
        Map<String, Response> fields = new HashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            fields.put(pairs.get(i).toString(), pairs.get(i + 1));
        }
        return fields;
    }

    private static byte[] bytes(Map<String, Response> fields, String name) {
        Response found = fields.get(name);
        if (found == null) {
            throw new IllegalStateException("a journal entry has no field " + name + ": written by another program?");
        }
        byte[] bytes = found.toBytes();
        return bytes == null ? new byte[0] : bytes;
    }
}
