package dev.signalbox.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.process.InstanceId;
import dev.signalbox.flow.process.Origin;
import dev.signalbox.flow.task.DeadLetter;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the hub itself has to tell, as events that rules can act on. Each is an outbox row of the commit in which it came
 * about, under an id that is derived from it: told once. Its {@code ceSource} is the way by which it came about, such as
 * {@code /hub/instance.failed/alert}: what is on the way already is not told again, so that alerts cannot go in circles.
 */
final class Alerts {

    static final String ALERT = "signalbox.alert";
    static final String FAILED = "signalbox.instance.failed";
    static final String QUARANTINED = "signalbox.event.quarantined";
    static final String GROWING = "signalbox.dead_letters.growing";
    static final String SILENT = "signalbox.source.silent";

    private static final String WAY = "/hub/";

    private Alerts() {}

    /** What a rule alerts of, in the order of asking. */
    record Raised(Intention.Alert alert, int ordinal, long now) {}

    /** About the pack of the rule; nothing when the event that it decided is such an alert. */
    static Optional<Outbox.Row> alert(Entry entry, EventId cause, Raised raised) {
        Intention.Alert alert = raised.alert();
        String way = way(cause, ALERT);
        if (way == null || is(entry, ALERT)) {
            return Optional.empty();
        }
        String pack = alert.rule().substring(0, Math.max(0, alert.rule().indexOf('/')));
        ObjectNode data = of(cause).put("text", alert.text()).put("rule", alert.rule());
        String id = InstanceId.derived(text(cause), alert.rule() + "/alert", raised.ordinal());
        return Optional.of(
                row(offer(ALERT, new EventId(EventId.HUB, way, id), pack, data), entry.offer(), raised.now()));
    }

    /** An instance came to a dead letter; nothing when such a failure is why it was started. */
    static Optional<Outbox.Row> failed(DeadLetter dead, String key, Origin origin) {
        String way = way(origin.event(), FAILED);
        if (way == null) {
            return Optional.empty();
        }
        ObjectNode data = of(origin.event())
                .put("instance", dead.instance())
                .put("definition", dead.definition())
                .put("version", dead.version())
                .put("key", key)
                .put("rule", origin.rule())
                .put("task", dead.task())
                .put("attempts", dead.attempts())
                .put("redrives", dead.redrives())
                .put("deadLetter", dead.id())
                .put("fingerprint", dead.fingerprint());
        data.putObject("error")
                .put("type", dead.cause().type())
                .put("status", dead.cause().status())
                .put("title", dead.cause().title());
        Offer own = offer(FAILED, new EventId(EventId.HUB, way, dead.id()), dead.definition(), data);
        return Optional.of(row(after(own, origin.traceParent(), origin.depth(), dead.at())));
    }

    /** An event was put aside undecided; nothing when it is the hub's own. */
    static Optional<Outbox.Row> quarantined(Entry entry, String cause, long now) {
        Envelope envelope = entry.offer().envelope();
        if (envelope.id().ofHub()) {
            return Optional.empty();
        }
        ObjectNode data = of(envelope.id())
                .put("type", envelope.type())
                .put("subject", envelope.subject())
                .put("partition", entry.partition())
                .put("position", entry.position())
                .put("cause", cause);
        String id = entry.partition() + "-" + entry.position();
        EventId own = new EventId(EventId.HUB, WAY + word(QUARANTINED), id);
        Offer offer = offer(QUARANTINED, own, envelope.id().source(), data);
        return Optional.of(row(offer, entry.offer(), now));
    }

    /**
     * The offer of what the hub noticed by itself.
     *
     * @param id the same for every hub that notices the same
     */
    static Offer noticed(String type, String id, String subject, ObjectNode data, long now) {
        EventId own = new EventId(EventId.HUB, WAY + word(type), id);
        return after(offer(type, own, subject, data), null, -1, now);
    }

    private static Outbox.Row row(Offer own, Offer cause, long now) {
        return row(after(own, cause.traceParent(), cause.depth(), now));
    }

    /** Events of two types may be about one thing. */
    private static Outbox.Row row(Offer own) {
        return new Outbox.Row(own.envelope().type() + ':' + own.envelope().id().id(), own);
    }

    private static Offer offer(String type, EventId own, String subject, ObjectNode data) {
        Envelope envelope = new Envelope(own, type, subject, null, "application/json", Payload.of(data));
        return new Offer(Kind.EVENT, envelope, subject, null, 0, 0, 0);
    }

    private static Offer after(Offer offer, @Nullable String traceParent, int depth, long now) {
        return new Offer(offer.kind(), offer.envelope(), offer.key(), traceParent, now, now, depth + 1);
    }

    private static ObjectNode of(EventId event) {
        return JsonNodeFactory.instance.objectNode().put("event", event.id()).put("eventSource", event.source());
    }

    private static boolean is(Entry entry, String type) {
        Envelope envelope = entry.offer().envelope();
        return envelope.id().ofHub() && envelope.type().equals(type);
    }

    /** The way of the cause, and this type; null when it is on that way already. */
    private static @Nullable String way(EventId cause, String type) {
        if (!cause.ofHub() || !cause.ceSource().startsWith(WAY)) {
            return WAY + word(type);
        }
        boolean there = Arrays.asList(cause.ceSource().split("/")).contains(word(type));
        return there ? null : cause.ceSource() + '/' + word(type);
    }

    private static String word(String type) {
        return type.substring(EventId.HUB.length() + 1);
    }

    private static String text(EventId id) {
        return id.source() + '\n' + id.ceSource() + '\n' + id.id();
    }
}
