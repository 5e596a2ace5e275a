package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.InstanceId;
import dev.signalbox.flow.process.Origin;
import org.jspecify.annotations.Nullable;

/** Offers that come from a decision or an instance. Their ids are derived, so that offering one twice is one event. */
final class Derived {

    /** Says in a wish to cancel that what was done is to be undone. */
    static final String UNDO = "compensate";

    private Derived() {}

    /** A second of the clock in the clothes of an entry: what fires then has no event of its own. */
    static Entry second(int partition, long position, long second) {
        String id = "tick:" + position + ':' + second;
        Envelope envelope = new Envelope(
                new EventId(EventId.HUB, "/clock/" + partition, id),
                "signalbox.tick",
                null,
                null,
                "application/json",
                Payload.EMPTY);
        return new Entry(partition, position, second, new Offer(Kind.EVENT, envelope, id, null, second, second, 0));
    }

    /** What a rule emits, in the order of asking, with its time as the time of receipt. */
    record Emitted(Intention.Emit emit, int ordinal, long now) {}

    static Outbox.Row event(Entry entry, EventId cause, Emitted emitted) {
        Intention.Emit emit = emitted.emit();
        long now = emitted.now();
        String id = InstanceId.derived(text(cause), emit.rule(), emitted.ordinal());
        Envelope envelope = envelope(
                new EventId(EventId.HUB, "/rules/" + emit.rule(), id),
                emit.type(),
                emit.subject(),
                Payload.STRICT.valueToTree(emit.data()));
        Offer from = entry.offer();
        return new Outbox.Row(
                id, new Offer(Kind.EVENT, envelope, key(envelope), from.traceParent(), now, now, from.depth() + 1));
    }

    /** The event of an {@code emit} task. */
    static Outbox.Row event(Instance instance, Effect.Emit emit, long now) {
        Origin origin = instance.origin();
        String id = InstanceId.derived(instance.id(), emit.path(), emit.iteration());
        String ceSource = emit.source() == null ? "/processes/" + instance.definition() : emit.source();
        Envelope envelope = envelope(new EventId(EventId.HUB, ceSource, id), emit.type(), emit.subject(), emit.data());
        return new Outbox.Row(
                id, new Offer(Kind.EVENT, envelope, key(envelope), origin.traceParent(), now, now, origin.depth() + 1));
    }

    static Outbox.Row start(Entry entry, StartOrder order) {
        Envelope envelope = new Envelope(
                new EventId(EventId.HUB, "/start", order.instance()),
                "signalbox.start",
                order.key(),
                null,
                "application/json",
                order.payload());
        return new Outbox.Row(
                order.instance(),
                offer(
                        Kind.START,
                        envelope,
                        order.key(),
                        entry.offer(),
                        entry.offer().depth()));
    }

    static Outbox.Row cancel(Entry entry, EventId cause, Intention.Cancel cancel) {
        String key = cancel.key() == null ? entry.offer().key() : cancel.key();
        String id = InstanceId.derived(text(cause), cancel.rule() + "/cancel/" + cancel.definition() + '/' + key, 0);
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("definition", cancel.definition())
                .put("key", key)
                .put("rule", cancel.rule());
        if (cancel.undo()) {
            data.put(UNDO, true);
        }
        Envelope envelope = envelope(new EventId(EventId.HUB, "/cancel", id), "signalbox.cancel", key, data);
        return new Outbox.Row(
                id,
                offer(Kind.CANCEL, envelope, key, entry.offer(), entry.offer().depth()));
    }

    private static String text(EventId id) {
        return id.source() + '\n' + id.ceSource() + '\n' + id.id();
    }

    private static String key(Envelope envelope) {
        return envelope.subject() == null ? envelope.id().id() : envelope.subject();
    }

    private static Envelope envelope(EventId id, String type, @Nullable String subject, JsonNode data) {
        return new Envelope(id, type, subject, null, "application/json", Payload.of(data));
    }

    private static Offer offer(Kind kind, Envelope envelope, String key, Offer cause, int depth) {
        return new Offer(kind, envelope, key, cause.traceParent(), cause.received(), cause.received(), depth);
    }
}
