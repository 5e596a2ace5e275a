package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message of a broker: a CloudEvent when its headers carry the attributes of one, or when its content type says so; else
 * the sender's own JSON. The id that the message has by its place is its identity, unless the source says where another
 * stands: what a message says by itself, in {@code /id} for one, is as often the id of a thing as that of an event.
 */
final class MessageMapping {

    /** As the bindings of CloudEvents for Kafka and AMQP have it. */
    private static final String[] PREFIXES = {"ce_", "cloudevents:", "cloudevents_"};

    private final HookMapping hook;

    MessageMapping(HookMapping hook) {
        this.hook = hook;
    }

    Mapped map(Delivery delivery) {
        int most = delivery.source().limits().body();
        if (delivery.body().size() > most) {
            return new Mapped.Unmappable(413, "body_too_large", "it has more than " + most + " bytes");
        }
        for (String prefix : PREFIXES) {
            if (delivery.headers().first(prefix + "specversion") != null) {
                return CloudEventMapping.binary(delivery, Attributes.of(delivery.headers(), prefix, false));
            }
        }
        if (delivery.body().size() == 0) {
            return Mapped.unmappable("the message has no body");
        }
        StrictJson.Read read = StrictJson.read(delivery.body().bytes());
        if (read instanceof StrictJson.Read.Bad bad) {
            return Mapped.unreadable(bad);
        }
        if (delivery.fallbackId() == null && delivery.source().map().id() == null) {
            return Mapped.unmappable(
                    "the message has no message-id: have its sender set one, or say with map.id where an id stands");
        }
        JsonNode json = ((StrictJson.Read.Good) read).json();
        return MediaType.of(delivery.headers().first("content-type")).is("application/cloudevents+json")
                ? CloudEventMapping.structured(delivery, json, true)
                : hook.map(delivery, json);
    }
}
