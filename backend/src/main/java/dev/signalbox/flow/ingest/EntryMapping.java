package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Payload;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a stream. Its fields are the headers, its field {@code data} is the body: a CloudEvent when the fields, or
 * the JSON in {@code data}, carry the attributes of one; else the sender's own JSON, with the entry's id as the last
 * resort for an id.
 */
final class EntryMapping {

    private final HookMapping hook;

    EntryMapping(HookMapping hook) {
        this.hook = hook;
    }

    Mapped map(Delivery delivery, JsonNode data) {
        Attributes attributes = attributes(delivery.headers());
        if (attributes != null) {
            String contentType = attributes.json().path("datacontenttype").asText("application/json");
            Payload payload = data instanceof MissingNode
                    ? Payload.EMPTY
                    : Payload.of(delivery.body().bytes(), data);
            return CloudEventMapping.attributes(delivery, attributes, contentType, payload);
        }
        if (data instanceof MissingNode) {
            return Mapped.unmappable("the entry has no field data, and its fields are no CloudEvent");
        }
        if (data.path("specversion").isTextual() && data.has("id") && data.has("type")) {
            return CloudEventMapping.structured(delivery, data, true);
        }
        return hook.map(delivery, data);
    }

    /** The fields as attributes, with or without the prefix {@code ce_} or {@code ce-}; null when they are not all there. */
    private static @Nullable Attributes attributes(Headers fields) {
        for (String prefix : new String[] {"", "ce_", "ce-"}) {
            if (fields.first(prefix + "id") != null
                    && fields.first(prefix + "type") != null
                    && fields.first(prefix + "source") != null) {
                ObjectNode json = Attributes.of(fields, prefix, false).json();
                json.put("specversion", "1.0");
                json.remove("data");
                return new Attributes(json, null);
            }
        }
        return null;
    }
}
