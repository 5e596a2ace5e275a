package dev.signalbox.feed;

import dev.signalbox.event.EventId;
import dev.signalbox.trace.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A moment as named values, in the words of the API: what the live view shows and filters by. */
public final class Facets {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, Object> values = new LinkedHashMap<>();

    private Facets(String moment, long at) {
        values.put("moment", moment);
        values.put("at", at);
    }

    /** Dispatches by the type; a moment that is not in this list does not compile away unseen: a test walks them all. */
    public static Facets of(Moment moment) {
        if (moment instanceof Moment.Journaled m) {
            return of(m);
        } else if (moment instanceof Moment.Decided m) {
            return of(m);
        } else if (moment instanceof Moment.Attempt m) {
            return of(m);
        } else if (moment instanceof Moment.Instance m) {
            return of(m);
        } else if (moment instanceof Moment.Duplicate m) {
            return new Facets("duplicate", m.at())
                    .event(m.event(), m.type(), m.subject())
                    .place(m.partition(), m.position())
                    .with("payloadMismatch", m.payloadMismatch());
        } else if (moment instanceof Moment.Refused m) {
            return new Facets("refused", m.at())
                    .with("source", m.source())
                    .with("status", m.status())
                    .with("code", m.code())
                    .with("cause", m.cause());
        } else if (moment instanceof Moment.Quarantined m) {
            return new Facets("quarantined", m.at())
                    .event(m.event(), m.type(), m.subject())
                    .place(m.partition(), m.position())
                    .with("cause", m.cause());
        } else if (moment instanceof Moment.DeadLettered m) {
            return of(m);
        } else if (moment instanceof Moment.Elapsed m) {
            return new Facets("elapsed", m.at())
                    .place(m.partition(), m.position())
                    .with("rules", m.rules())
                    .with(
                            "instances",
                            m.starts().stream().map(Moment.Start::instance).toList());
        }
        return of((Moment.Alerted) moment);
    }

    private static Facets of(Moment.Journaled m) {
        return new Facets("journaled", m.at())
                .event(m.event(), m.type(), m.subject())
                .place(m.partition(), m.position())
                .with("latencyMillis", m.tookNanos() / NANOS_PER_MILLI);
    }

    private static Facets of(Moment.Decided m) {
        return new Facets("decided", m.at())
                .event(m.event(), m.type(), m.subject())
                .place(m.partition(), m.position())
                .with("rules", m.rules())
                .with("instances", m.instances())
                .with("outcome", m.rules().isEmpty() ? "unmatched" : "matched")
                .with("latencyMillis", m.sinceReceived());
    }

    private static Facets of(Moment.Instance m) {
        return new Facets("instance", m.at())
                .event(m.event())
                .place(m.partition(), m.position())
                .with("instance", m.instance())
                .with("definition", m.definition())
                .with("version", m.version())
                .with("state", m.state())
                .with("key", m.key());
    }

    private static Facets of(Moment.Attempt m) {
        return new Facets("attempt", m.at())
                .event(m.event())
                .place(m.partition(), m.position())
                .with("instance", m.instance())
                .with("definition", m.definition())
                .with("task", m.task())
                .with("attempt", m.attempt())
                .with("outcome", m.outcome())
                .with("cause", m.cause())
                .with("latencyMillis", m.tookNanos() / NANOS_PER_MILLI);
    }

    private static Facets of(Moment.DeadLettered m) {
        return new Facets("dead_lettered", m.at())
                .event(m.event())
                .place(m.partition(), m.position())
                .with("deadLetter", m.id())
                .with("instance", m.instance())
                .with("definition", m.definition())
                .with("task", m.task())
                .with("cause", m.cause())
                .with("fingerprint", m.fingerprint());
    }

    private static Facets of(Moment.Alerted m) {
        return new Facets("alerted", m.at())
                .event(m.event())
                .place(m.partition(), m.position())
                .with("rules", List.of(m.rule()))
                .with("text", m.text());
    }

    /** In the order in which they are to be shown. */
    public Map<String, Object> toMap() {
        return values;
    }

    Stream<String> values(String field) {
        Object one = values.get(field);
        Object many = values.get(field + 's');
        Stream<String> all = many instanceof List<?> list ? list.stream().map(Object::toString) : Stream.empty();
        return one == null ? all : Stream.concat(Stream.of(one.toString()), all);
    }

    Stream<String> words() {
        return Stream.of("type", "subject", "event", "instance", "source")
                .map(values::get)
                .filter(Objects::nonNull)
                .map(Object::toString);
    }

    private Facets event(EventId id, String type, @Nullable String subject) {
        return event(id).with("type", type).with("subject", subject);
    }

    private Facets event(EventId id) {
        return with("event", id.id()).with("source", id.source()).with("ceSource", id.ceSource());
    }

    private Facets place(int partition, long position) {
        return with("partition", partition).with("position", position);
    }

    private Facets with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }
}
