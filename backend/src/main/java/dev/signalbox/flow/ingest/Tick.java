package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time of a schedule, as an event. Its id is that time: whoever makes it again makes the same event.
 *
 * @param previous the tick before it; null for the first
 * @param missed how many between both were not made
 */
record Tick(Instant scheduled, @Nullable Instant previous, int missed) {

    static final String SCHEDULED = "scheduled";
    static final String PREVIOUS = "previous";
    static final String MISSED = "missed";

    Fetched fetched(Source source, Tools tools) {
        long now = tools.clock().millis();
        String trace = TraceParent.of(null, tools.random()).text();
        return new Fetched("tick " + scheduled, delivery(source, trace, now));
    }

    Delivery delivery(Source source, String trace, long now) {
        Inlet.Schedule schedule = (Inlet.Schedule) source.inlet();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        if (schedule.data() != null) {
            data.setAll(schedule.data().deepCopy());
        }
        data.put(SCHEDULED, scheduled.toString())
                .put(PREVIOUS, previous == null ? null : previous.toString())
                .put(MISSED, missed);
        return new Delivery(
                source, Delivery.Form.TICK, Headers.NONE, Payload.of(data), scheduled.toString(), trace, now, now);
    }

    /** Ticks of a schedule are kept in their order, unless it says otherwise. */
    static Mapped map(Delivery delivery) {
        Source source = delivery.source();
        Inlet.Schedule schedule = (Inlet.Schedule) source.inlet();
        String time = String.valueOf(delivery.fallbackId());
        String type = schedule.type() == null ? source.name() + ".tick" : schedule.type();
        Envelope envelope = new Envelope(
                new EventId(source.name(), "", time),
                type,
                schedule.subject(),
                time,
                "application/json",
                delivery.body());
        String key = schedule.subject() == null ? source.name() : schedule.subject();
        return Mapped.of(delivery, envelope, delivery.body().json(), false, key);
    }
}
