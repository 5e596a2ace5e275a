package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.connection.Secrets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a source as JSON: with its sealed secrets for the hub's own store, with their fingerprints for anybody else. */
final class SourceShape {

    private static final int NEXT_TICKS = 3;

    private SourceShape() {}

    /** As it is kept; read again by {@link SourceText#stored}. */
    static ObjectNode stored(Source source) {
        ObjectNode text = common(source);
        ArrayNode secrets = text.putArray("secrets");
        source.secrets().forEach(secrets::add);
        if (source.terms().verifyToken() != null) {
            text.put("verifyToken", source.terms().verifyToken());
        }
        text.remove("name");
        return text;
    }

    /** As the API shows it. */
    static ObjectNode shown(Source source, SourceStatus status, Instant now) {
        ObjectNode text = common(source);
        ArrayNode secrets = text.putArray("secrets");
        source.secrets().forEach(secret -> secrets.add(Secrets.shown(secret)));
        String token = source.terms().verifyToken();
        if (token != null) {
            text.put("verifyToken", Secrets.shown(token));
        }
        status(text, source, status, now);
        return text;
    }

    /** Adds how it is doing. */
    private static void status(ObjectNode shown, Source source, SourceStatus status, Instant now) {
        ObjectNode text = shown.putObject("status")
                .put("accepted", status.accepted())
                .put("duplicates", status.duplicates())
                .put("refused", status.refused())
                .put("rate", status.rate());
        text.put("lastEventAt", status.lastEventAt());
        text.put("lastError", status.lastError());
        text.put("lastErrorAt", status.lastErrorAt());
        text.put("lag", status.lag());
        if (source.inlet() instanceof Inlet.Schedule schedule) {
            text.put("lastTickAt", status.lastTickAt()).put("droppedTicks", status.droppedTicks());
            ArrayNode next = text.putArray("nextTicks");
            List<Instant> ticks =
                    source.paused() ? List.of() : schedule.rhythm().next(now, NEXT_TICKS);
            ticks.forEach(tick -> next.add(tick.toEpochMilli()));
        }
    }

    private static ObjectNode common(Source source) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        text.put("name", source.name());
        text.put("kind", Fields.word(source.kind()));
        put(text, "preset", source.preset());
        put(text, "verify", source.kind() == Source.Kind.WEBHOOK ? source.verification() : null);
        put(text, "partitionBy", source.partitionBy());
        hmac(text, source);
        if (source.terms().publicUrl() != null) {
            text.put("publicUrl", source.terms().publicUrl());
        }
        if (!source.terms().topics().isEmpty()) {
            source.terms().topics().forEach(text.putArray("topics")::add);
            source.terms().signatureVersions().forEach(text.putArray("signatureVersions")::add);
        }
        map(text, source.map());
        ObjectNode limits = text.putObject("limits")
                .put("rate", source.limits().rate())
                .put("burst", source.limits().burst())
                .put("body", source.limits().body());
        if (source.limits().silence() > 0) {
            limits.put("silence", source.limits().silence());
        }
        if (source.limits().stale() > 0) {
            limits.put("stale", source.limits().stale());
        }
        if (source.priority() == Source.Priority.BULK) {
            text.put("priority", "bulk");
        }
        text.put("state", Fields.word(source.state()));
        InletShape.write(text, source.inlet());
        if (!source.redact().isEmpty()) {
            source.redact().forEach(text.putArray("redact")::add);
        }
        if (source.pack() != null) {
            text.put("pack", source.pack());
        }
        return text;
    }

    private static void hmac(ObjectNode text, Source source) {
        if (source.verification() == Source.Verify.HMAC) {
            text.putObject("hmac")
                    .put("header", source.hmac().header())
                    .put("encoding", Fields.word(source.hmac().encoding()))
                    .put("prefix", source.hmac().prefix())
                    .put("signed", source.hmac().signed());
        }
    }

    private static void map(ObjectNode text, Source.Map map) {
        if (!map.equals(Source.Map.DEFAULT)) {
            ObjectNode fields = text.putObject("map");
            put(fields, "type", map.type());
            put(fields, "id", map.id());
            put(fields, "subject", map.subject());
            put(fields, "time", map.time());
        }
    }

    private static void put(ObjectNode text, String name, @Nullable Enum<?> value) {
        if (value != null) {
            text.put(name, Fields.word(value));
        }
    }

    private static void put(ObjectNode text, String name, @Nullable Selector value) {
        if (value != null) {
            text.put(name, value.text());
        }
    }
}
