package dev.signalbox.flow.ingest;

import dev.signalbox.event.Payload;
import dev.signalbox.flow.connection.Fields;
import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What any program in the process sends to the bus: a CloudEvent as a {@code JsonObject}, whose {@code signalboxSource}
 * names a configured source (without it, {@code bus}). The reply is {@code {id, partition, position, duplicate}}, or a
 * failure with an HTTP status and {@code code: message}.
 */
final class BusMessages {

    private static final String SOURCE = "signalboxSource";

    private final Sources sources;
    private final Outcomes outcomes;
    private final InstantSource clock;
    private final RandomGenerator random;

    BusMessages(Sources sources, Outcomes outcomes, InstantSource clock, RandomGenerator random) {
        this.sources = sources;
        this.outcomes = outcomes;
        this.clock = clock;
        this.random = random;
    }

    Future<Ack> take(JsonObject json, @Nullable String traceParent, Function<Delivery, Future<Ack>> intake) {
        TraceParent trace = TraceParent.of(traceParent, random);
        String name = json.getValue(SOURCE) instanceof String told ? told : Sources.BUS;
        LiveSource live = sources.findForBus(name);
        if (live == null) {
            outcomes.refusedUnknown(name, 0, "unknown_source", "sent by the bus", trace.traceId());
            return Future.succeededFuture(
                    new Ack.Rejected(404, "unknown_source", "no source is named " + Fields.cut(name)));
        }
        if (live.source().paused()) {
            outcomes.refused(live.source(), 0, "paused", "sent by the bus", trace.traceId());
            return Future.succeededFuture(new Ack.Deferred("paused", "source " + name + " is paused", 30));
        }
        return intake.apply(delivery(live.source(), json, trace)).map(ack -> told(live.source(), ack, trace));
    }

    private Delivery delivery(Source source, JsonObject json, TraceParent trace) {
        JsonObject event = json.copy();
        event.remove(SOURCE);
        long now = clock.millis();
        return new Delivery(
                source,
                Delivery.Form.BUS,
                Headers.NONE,
                Payload.of(event.toBuffer().getBytes()),
                null,
                trace.text(),
                now,
                now);
    }

    private Ack told(Source source, Ack ack, TraceParent trace) {
        if (ack instanceof Ack.Rejected no) {
            outcomes.refused(source, 0, no.code(), no.detail(), trace.traceId());
        } else if (ack instanceof Ack.Deferred later) {
            outcomes.refused(source, 0, later.code(), later.detail(), trace.traceId());
        }
        return ack;
    }

    static void reply(Message<Object> message, Ack ack) {
        if (ack instanceof Ack.Accepted in) {
            message.reply(reply(in.id(), in.partition(), in.position()).put("duplicate", false));
        } else if (ack instanceof Ack.Duplicate again) {
            message.reply(reply(again.id(), again.partition(), again.position()).put("duplicate", true));
        } else if (ack instanceof Ack.Rejected no) {
            message.fail(no.status(), no.code() + ": " + no.detail());
        } else if (ack instanceof Ack.Deferred later) {
            message.fail(later.status(), later.code() + ": " + later.detail());
        }
    }

    private static JsonObject reply(String id, int partition, long position) {
        return new JsonObject().put("id", id).put("partition", partition).put("position", position);
    }
}
