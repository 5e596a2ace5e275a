package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.listen.Listener;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Correlations;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.InstanceId;
import dev.signalbox.flow.process.Parent;
import java.util.Locale;

/** Rows that take commands from instance to instance, and events to those who wait for them, through a journal. */
final class Crossing {

    private Crossing() {}

    /** A task of an instance runs another. */
    static Outbox.Row child(Instance instance, Effect.Child child) {
        String what = "/run/" + child.parent().attempt() + '/' + instance.redrives();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ObjectNode run = data.putObject("run")
                .put("id", child.id())
                .put("definition", child.definition())
                .put("label", child.label())
                .put("again", child.again());
        run.set("input", child.input());
        run.set("parent", child.parent().json());
        String id = InstanceId.derived(
                instance.id(), child.path() + what, child.parent().iteration());
        return row(Kind.START, id, Trail.of(instance), instance.key(), data);
    }

    static Effect.Child child(JsonNode run) {
        Parent parent = Parent.of(run.path("parent"));
        if (parent == null) {
            throw new IllegalArgumentException("a child without a parent");
        }
        return new Effect.Child(
                run.path("id").asText(),
                run.path("definition").asText(),
                run.path("label").asText(),
                run.path("input"),
                parent,
                run.path("again").asBoolean());
    }

    /** Nobody waits for a child any more. */
    static Outbox.Row abandon(Instance instance, Effect.Abandon abandon) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("abandon", abandon.child())
                .put(Derived.UNDO, abandon.undo());
        return row(
                Kind.CANCEL,
                InstanceId.derived(abandon.child(), "abandon", 0),
                Trail.of(instance),
                instance.key(),
                data);
    }

    /** An instance has ended, and tells the task that waits for it. */
    static Outbox.Row ended(Instance child, Parent parent, Command end) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("instance", parent.instance())
                .put("path", parent.path())
                .put("iteration", parent.iteration())
                .put("attempt", parent.attempt());
        if (end instanceof Command.Succeeded well) {
            data.set("succeeded", well.output());
        } else if (end instanceof Command.Failed failed) {
            data.putObject("failed")
                    .put("type", failed.fault().type())
                    .put("status", failed.fault().status())
                    .put("title", failed.fault().title())
                    .put("detail", failed.fault().detail());
        }
        String id = InstanceId.derived(child.id(), "ended", child.redrives());
        return row(Kind.RESUME, id, Trail.of(child), child.key(), data);
    }

    /** What a task is told, by a row of {@link #ended} or {@link #heard}. */
    static Command resumes(JsonNode data) {
        if (data.has("ear")) {
            Effect.Ear ear = Listener.ear(data.path("ear"));
            return new Command.Heard(ear.path(), ear.iteration(), ear.attempt(), ear.filter(), data.path("event"));
        }
        String path = data.path("path").asText();
        int iteration = data.path("iteration").asInt();
        int attempt = data.path("attempt").asInt();
        JsonNode failed = data.path("failed");
        return data.has("succeeded")
                ? new Command.Succeeded(path, iteration, attempt, data.path("succeeded"), 0)
                : new Command.Failed(
                        path,
                        iteration,
                        attempt,
                        new Fault(
                                failed.path("type").asText(),
                                failed.path("status").asInt(),
                                failed.path("title").asText(),
                                failed.path("detail").asText()),
                        0);
    }

    /** Somebody listens where events of a value are met. */
    static Outbox.Row register(Trail from, Listener listener) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().set("listener", listener.json());
        String id = InstanceId.derived(listener.id(), "register", 0);
        return row(Kind.REGISTER, id, from, key(listener.ear()), data);
    }

    /** And does not any more. */
    static Outbox.Row silence(Instance instance, Effect.Ear ear) {
        String listener = Listener.id(instance.id(), ear);
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("over", listener);
        return row(Kind.REGISTER, InstanceId.derived(listener, "over", 0), Trail.of(instance), key(ear), data);
    }

    static String key(Effect.Ear ear) {
        return Correlations.key(ear.type(), ear.value());
    }

    /**
     * An event for where those are who wait for it.
     *
     * @param cause what makes the offer one of its own: the entry, or what could not take the event
     */
    static Outbox.Row offer(Trail from, Told told, String cause, String type, String value) {
        String id = InstanceId.derived(cause, "correlate/" + value, 0);
        return row(Kind.CORRELATE, id, from, Correlations.key(type, value), told.sent(type, value));
    }

    /** An event for a task that waits for it in another partition. */
    static Outbox.Row heard(Trail from, int partition, Meeting.Hit hit) {
        Listener listener = hit.listener();
        String place = "heard/" + partition + '/' + hit.told().position();
        ObjectNode data = hit.told().sent(listener.ear().type(), listener.ear().value());
        data.put("instance", listener.instance()).put("shared", listener.shared());
        data.set("ear", Listener.ear(listener.ear()));
        return row(Kind.RESUME, InstanceId.derived(listener.id(), place, 0), from, listener.key(), data);
    }

    private static Outbox.Row row(Kind kind, String id, Trail from, String key, ObjectNode data) {
        return new Outbox.Row(
                id,
                new Offer(
                        kind,
                        envelope(kind, id, data),
                        key,
                        from.traceParent(),
                        from.received(),
                        from.received(),
                        from.depth()));
    }

    private static Envelope envelope(Kind kind, String id, ObjectNode data) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return new Envelope(
                new EventId(EventId.HUB, "/" + word, id),
                "signalbox." + word,
                null,
                null,
                "application/json",
                Payload.of(data));
    }
}
