package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.listen.Listener;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Correlations;
import dev.signalbox.flow.process.Hearing;
import dev.signalbox.flow.process.Instance;
import java.util.function.Supplier;

/**
 * Moves the instances of a partition: what a command makes of one, and of all others that it concerns, is one commit as long
 * as there is room; what is left goes through the journal.
 */
final class Cascade {

    private final Stages stages;
    private final int partition;
    private final Instances instances;
    private final Meeting meeting;
    private final Turnstile turnstile;
    private final Supplier<Rulebooks.Version> version;
    private final Hearing hearing = new Hearing();

    /** @param version that new instances are started with */
    Cascade(
            Stages stages,
            int partition,
            Instances instances,
            Meeting meeting,
            Turnstile turnstile,
            Supplier<Rulebooks.Version> version) {
        this.stages = stages;
        this.partition = partition;
        this.instances = instances;
        this.meeting = meeting;
        this.turnstile = turnstile;
        this.version = version;
    }

    private Course course() {
        return new Course(stages, partition, instances, meeting, turnstile, version.get());
    }

    /** A start of this partition; nothing when it is awake. Whether another ended is found out by the commit. */
    Work start(StartOrder order) {
        Course course = course();
        course.start(order);
        return course.run();
    }

    /** What the command makes of an instance; nothing when it is unknown, or the command late. */
    Work apply(String id, Command command) {
        Course course = course();
        course.move(id, command);
        return course.run();
    }

    /** An event of this partition that was decided: for those who wait for it, here and elsewhere. */
    Work decided(Entry entry) {
        Correlations correlations = version.get().correlations();
        String type = entry.offer().envelope().type();
        if (!correlations.has(type)) {
            return new Work();
        }
        Course course = course();
        Told told = Told.of(entry);
        String cause = "entry " + partition + '/' + entry.position();
        for (String value : hearing.values(correlations, told.json(), entry.at())) {
            if (stages.journal().partitionOf(Correlations.key(type, value)) == partition) {
                course.offer(told, type, value, Trail.of(entry.offer()));
            } else {
                course.send(Crossing.offer(Trail.of(entry.offer()), told, cause, type, value));
            }
        }
        return course.run();
    }

    /** An event of another partition, for those who wait for it here. */
    Work correlate(Entry entry) {
        JsonNode data = entry.offer().envelope().data().json();
        Course course = course();
        course.offer(
                Told.of(entry), data.path("type").asText(), data.path("value").asText(), Trail.of(entry.offer()));
        return course.run();
    }

    /** Somebody of another partition waits for an event here, or does not any more. */
    Work register(Entry entry) {
        JsonNode data = entry.offer().envelope().data().json();
        Course course = course();
        if (data.has("over")) {
            meeting.silence(data.path("over").asText(), false, course.work());
        } else {
            course.register(Listener.of(data.path("listener")), Trail.of(entry.offer()));
        }
        return course.run();
    }

    /** A task is told of an event, or of the end of what it has run. An event that it cannot take any more goes back. */
    Work resume(Entry entry) {
        JsonNode data = entry.offer().envelope().data().json();
        Command command = Crossing.resumes(data);
        Work work = apply(data.path("instance").asText(), command);
        if (!work.isEmpty()
                || !(command instanceof Command.Heard)
                || data.path("shared").asBoolean()) {
            return work;
        }
        String cause = "back " + entry.offer().envelope().id().id();
        Course course = course();
        course.send(Crossing.offer(
                Trail.of(entry.offer()),
                Told.of(entry),
                cause,
                data.path("type").asText(),
                data.path("value").asText()));
        return course.run();
    }

    /** A task has run something, and there was no room for it in the commit. */
    Work run(Entry entry) {
        var child = Crossing.child(entry.offer().envelope().data().json().path("run"));
        Course course = course();
        Instance parent = instances.known(child.parent().instance());
        if (parent != null) {
            course.child(parent, child);
        }
        return course.run();
    }

    /** Nobody waits for what a task has run, and there was no room to say so in the commit. */
    Work abandon(Entry entry) {
        Course course = course();
        JsonNode wish = entry.offer().envelope().data().json();
        course.abandon(wish.path("abandon").asText(), wish.path(Derived.UNDO).asBoolean());
        return course.run();
    }
}
