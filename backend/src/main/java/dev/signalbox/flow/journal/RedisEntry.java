package dev.signalbox.flow.journal;

import dev.signalbox.event.Payload;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An entry as fields of a Redis stream: attributes and data. More fields would be nicer to look at, but each one of each
 * entry costs Redis as much as a small command.
 */
final class RedisEntry {

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
                .arg(EntryForm.attributes(offer))
                .arg(DATA)
                .arg(data.bytes());
    }

    static Entry read(int partition, Response row) {
        Map<String, Response> fields = fields(row.get(1));
        Offer offer = EntryForm.offer(bytes(fields, ATTRIBUTES), bytes(fields, DATA));
        long at = Long.parseLong(new String(bytes(fields, AT), StandardCharsets.UTF_8));
        return new Entry(partition, position(row.get(0).toString()), at, offer);
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
