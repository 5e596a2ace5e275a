package dev.signalbox.flow.ingest;

import dev.signalbox.event.Payload;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of a foreign stream as deliveries: the field {@code data} is the body, the others are headers. */
final class RedisEntries {

    private static final String DATA = "data";

    private final Source source;
    private final Tools tools;

    RedisEntries(Source source, Tools tools) {
        this.source = source;
        this.tools = tools;
    }

    /** @param fields without {@code data}; empty as well when the entry was deleted while it was pending */
    record Entry(String id, Map<String, String> fields, Payload data) {}

    /** The entries of a reply to XREADGROUP, in their order. */
    static List<Entry> of(@Nullable Response reply, String stream) {
        List<Entry> entries = new ArrayList<>();
        if (reply == null || reply.size() == 0) {
            return entries;
        }
        Response list = reply.isMap() ? reply.get(stream) : reply.get(0).get(1);
        for (Response entry : list) {
            entries.add(entry(entry.get(0).toString(), entry.get(1)));
        }
        return entries;
    }

    private static Entry entry(String id, @Nullable Response fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        Payload data = Payload.EMPTY;
        int size = fields == null ? 0 : fields.size();
        for (int i = 0; fields != null && i + 1 < size; i += 2) {
            String name = fields.get(i).toString();
            if (name.equals(DATA) || size == 2) {
                data = Payload.of(fields.get(i + 1).toBytes());
            } else {
                texts.put(name, fields.get(i + 1).toString(StandardCharsets.UTF_8));
            }
        }
        return new Entry(id, texts, data);
    }

    Fetched fetched(Entry entry) {
        long now = tools.clock().millis();
        Headers headers = Headers.of(entry.fields());
        String trace =
                TraceParent.of(headers.first("traceparent"), tools.random()).text();
        return new Fetched(
                "entry " + entry.id(),
                new Delivery(source, Delivery.Form.ENTRY, headers, entry.data(), entry.id(), trace, now, now));
    }

    /**
     * How far a group is.
     *
     * @param lag entries that it has not read yet; null when Redis cannot tell
     * @param pending entries that were read and not acknowledged
     */
    record Standing(@Nullable Long lag, long pending) {}

    /** From a reply to XINFO GROUPS. */
    static Standing standing(Response groups, String name) {
        for (Response group : groups) {
            Map<String, Response> facts = facts(group);
            if (facts.containsKey("name") && facts.get("name").toString().equals(name)) {
                Response lag = facts.get("lag");
                Response pending = facts.get("pending");
                return new Standing(lag == null ? null : lag.toLong(), pending == null ? 0 : pending.toLong());
            }
        }
        return new Standing(null, 0);
    }

    private static Map<String, Response> facts(Response group) {
        Map<String, Response> facts = new LinkedHashMap<>();
        for (String name : group.getKeys()) {
            Response value = group.get(name);
            if (value != null) {
                facts.put(name, value);
            }
        }
        return facts;
    }
}
