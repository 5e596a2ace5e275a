package dev.signalbox.flow.journal;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as fields of a Redis stream. Names are one letter, since every entry has them; an absent field is null. */
final class RedisEntry {

    private static final int ALWAYS = 10;

    private RedisEntry() {}

    /** Adds identity, checksum, number of fields and the fields, as {@code sb_append} wants them. */
    static void write(Request request, Identity identity, Offer offer) {
        Envelope envelope = offer.envelope();
        int optional = count(envelope.subject()) + count(envelope.time()) + count(offer.traceParent());
        request.arg(identity.bytes())
                .arg(Buffer.buffer().appendInt(envelope.data().checksum()).getBytes());
        request.arg(ALWAYS + optional).arg("k").arg(offer.kind().name().toLowerCase(Locale.ROOT));
        field(request, "i", envelope.id().id());
        field(request, "s", envelope.id().source());
        field(request, "c", envelope.id().ceSource());
        field(request, "t", envelope.type());
        field(request, "m", envelope.contentType());
        field(request, "p", offer.key());
        request.arg("r").arg(offer.received()).arg("v").arg(offer.verified() + ":" + offer.depth());
        field(request, "u", envelope.subject());
        field(request, "w", envelope.time());
        field(request, "h", offer.traceParent());
        request.arg("d").arg(envelope.data().bytes());
    }

    static Entry read(int partition, Response row) {
        String id = row.get(0).toString();
        Map<String, Response> fields = fields(row.get(1));
        String verified = text(fields, "v");
        int colon = verified.indexOf(':');
        Envelope envelope = new Envelope(
                new EventId(text(fields, "s"), text(fields, "c"), text(fields, "i")),
                text(fields, "t"),
                optional(fields, "u"),
                optional(fields, "w"),
                text(fields, "m"),
                Payload.of(bytes(fields, "d")));
        Offer offer = new Offer(
                Kind.valueOf(text(fields, "k").toUpperCase(Locale.ROOT)),
                envelope,
                text(fields, "p"),
                optional(fields, "h"),
                Long.parseLong(text(fields, "r")),
                Long.parseLong(verified.substring(0, colon)),
                Integer.parseInt(verified.substring(colon + 1)));
        return new Entry(partition, position(id), Long.parseLong(text(fields, "a")), offer);
    }

    /** The number before the dash of a stream id. */
    static long position(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    private static int count(@Nullable String text) {
        return text == null ? 0 : 1;
    }

    private static void field(Request request, String name, @Nullable String text) {
        if (text != null) {
            request.arg(name).arg(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    static Map<String, Response> fields(Response pairs) {
        Map<String, Response> fields = new HashMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            fields.put(pairs.get(i).toString(), pairs.get(i + 1));
        }
        return fields;
    }

    private static String text(Map<String, Response> fields, String name) {
        return new String(bytes(fields, name), StandardCharsets.UTF_8);
    }

    private static @Nullable String optional(Map<String, Response> fields, String name) {
        return fields.containsKey(name) ? text(fields, name) : null;
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
