package dev.signalbox.flow.ingest;

import dev.signalbox.event.Envelope;
import dev.signalbox.flow.connection.Fields;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.trace.Moment;
import dev.signalbox.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where ingest tells what became of a delivery: once, for trace, status and refusals alike. */
final class Outcomes {

    /** Stands for every name that is not configured, so that a stranger's names cost nothing. */
    static final String UNKNOWN = "(unknown)";

    private final Trace trace;
    private final InstantSource clock;
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Tally unknown = new Tally();

    Outcomes(Trace trace, InstantSource clock) {
        this.trace = trace;
        this.clock = clock;
    }

    void journaled(Delivery delivery, Envelope envelope, Offered.Accepted offered, Instant begun) {
        Instant now = clock.instant();
        of(delivery.source()).accepted(now.toEpochMilli());
        trace.tell(new Moment.Journaled(
                offered.at(),
                envelope.id(),
                envelope.type(),
                envelope.subject(),
                offered.partition(),
                offered.position(),
                delivery.received(),
                Duration.between(begun, now).toNanos()));
    }

    void duplicate(Delivery delivery, Envelope envelope, Offered.Duplicate offered) {
        long now = clock.millis();
        of(delivery.source()).duplicate(now);
        trace.tell(new Moment.Duplicate(
                now,
                envelope.id(),
                envelope.type(),
                envelope.subject(),
                offered.partition(),
                offered.position(),
                offered.payloadMismatch()));
    }

    /** It was found genuine, and may be tried again with another mapping. */
    void came(Delivery delivery, Preview.@Nullable Named journaled) {
        of(delivery.source()).came(new Sample.Came(delivery, journaled));
    }

    void refused(Source source, int status, String code, String cause, String traceId) {
        of(source).refused(tell(source.name(), source.name(), status, code, cause, traceId));
    }

    /** @param claimed what the sender called the source */
    void refusedUnknown(String claimed, int status, String code, String cause, String traceId) {
        unknown.refused(tell(UNKNOWN, Fields.cut(claimed), status, code, cause, traceId));
    }

    Tally of(Source source) {
        return tallies.computeIfAbsent(source.name(), name -> new Tally());
    }

    /** The last refusals of a source, or of all names that are not configured; the newest first. */
    List<Refusal> refusals(String source) {
        return source.equals(UNKNOWN)
                ? unknown.refusals()
                : tallies.getOrDefault(source, new Tally()).refusals();
    }

    void forget(String source) {
        tallies.remove(source);
    }

    private Refusal tell(String label, String shown, int status, String code, String cause, String traceId) {
        long now = clock.millis();
        trace.tell(new Moment.Refused(now, label, status, code, cause));
        return new Refusal(now, shown, status, code, cause, traceId);
    }
}
