package dev.signalbox.flow.sink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.Secrets;

/** Writes a sink as JSON: with its sealed secrets for the hub's own store, with their fingerprints for anybody else. */
final class SinkShape {

    private SinkShape() {}

    /** As it is kept; read again by {@link SinkText#stored}. */
    static ObjectNode stored(Sink sink) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        common(text, sink);
        sink.secrets().forEach(text.putArray("secrets")::add);
        return text;
    }

    /** As the API shows it. */
    static ObjectNode shown(Sink sink, Tally.Standing standing) {
        ObjectNode text = JsonNodeFactory.instance.objectNode().put("name", sink.name());
        common(text, sink);
        ArrayNode secrets = text.putArray("secrets");
        sink.secrets().forEach(secret -> secrets.add(Secrets.shown(secret)));
        text.putObject("status")
                .put("sent", standing.sent())
                .put("failed", standing.failed())
                .put("rate", standing.rate())
                .put("lastSentAt", standing.lastSentAt())
                .put("lastError", standing.lastError())
                .put("lastErrorAt", standing.lastErrorAt());
        return text;
    }

    private static void common(ObjectNode text, Sink sink) {
        text.put("kind", Fields.word(sink.kind()));
        Outlet outlet = sink.outlet();
        if (outlet instanceof Outlet.Kafka kafka) {
            kafka.broker().write(text);
            if (kafka.broker().user() != null) {
                text.put("mechanism", Fields.word(kafka.mechanism()));
            }
        } else if (outlet instanceof Outlet.Rabbit rabbit) {
            rabbit.broker().write(text);
            text.put("vhost", rabbit.vhost()).put("exchange", rabbit.exchange());
        } else if (outlet instanceof Outlet.Sqs sqs) {
            sqs.queue().write(text);
            text.put("mode", Fields.word(sqs.mode()));
        } else if (outlet instanceof Outlet.RedisStream stream) {
            if (stream.url() != null) {
                text.put("url", stream.url());
            }
            if (stream.length() > 0) {
                text.put("maxlen", stream.length());
            }
        } else if (outlet instanceof Outlet.Http http) {
            text.put("url", http.url()).put("mode", Fields.word(http.mode()));
        }
    }
}
