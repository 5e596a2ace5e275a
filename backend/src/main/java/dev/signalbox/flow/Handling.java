package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.task.Hands;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What each kind of entry is to its partition. */
final class Handling {

    private final Stages stages;
    private final int partition;
    private final Instances instances;
    private final Cascade cascade;
    private final Deciding deciding;
    private final JobWork jobs;

    Handling(Stages stages, int partition, Instances instances, Cascade cascade, Deciding deciding) {
        this.stages = stages;
        this.partition = partition;
        this.instances = instances;
        this.cascade = cascade;
        this.deciding = deciding;
        this.jobs = new JobWork(stages, partition, instances, cascade, deciding::version);
    }

    /** Whether an entry of this kind looks for instances, so that those before it must be committed. */
    static boolean looks(Kind kind) {
        return kind == Kind.CANCEL || kind == Kind.REDRIVE;
    }

    Work handle(Entry entry) {
        Kind kind = entry.offer().kind();
        if (kind == Kind.RESUME || kind == Kind.CANCEL) {
            JsonNode wish = entry.offer().envelope().data().json();
            Command byHand = Hands.command(wish);
            if (byHand != null) {
                return cascade.apply(wish.path("instance").asText(), byHand);
            }
        }
        return switch (kind) {
            case EVENT -> deciding.event(entry);
            case START -> start(entry);
            case CANCEL -> cancel(entry);
            case REDRIVE -> jobs.redrive(entry);
            case RULEBOOK -> rulebook(entry);
            case RESUME -> cascade.resume(entry);
            case REGISTER -> cascade.register(entry);
            case CORRELATE -> cascade.correlate(entry);
        };
    }

    /** An entry that has ended its owner again and again is kept aside, so that the others go on. */
    Work poison(Entry entry, int claims) {
        return deciding.quarantine(
                entry, "poison: the owner of the partition ended " + claims + " times without getting past this entry");
    }

    private Work start(Entry entry) {
        if (entry.offer().envelope().data().json().has("run")) {
            return cascade.run(entry);
        }
        StartOrder order = StartOrder.read(partition, entry.offer().envelope().data());
        try {
            return cascade.start(order);
        } catch (Instances.UnknownDefinition e) {
            return deciding.quarantine(entry, String.valueOf(e.getMessage()), e.told());
        }
    }

    private Work cancel(Entry entry) {
        JsonNode wish = entry.offer().envelope().data().json();
        if (wish.has("abandon")) {
            return cascade.abandon(entry);
        }
        if (wish.has("job")) {
            return jobs.cancel(wish);
        }
        String definition = wish.path("definition").asText();
        Command cancel = new Command.Cancel(
                "cancelled by rule " + wish.path("rule").asText(),
                wish.path(Derived.UNDO).asBoolean());
        List<String> ids = Patience.of("a cancellation in partition " + partition, () -> stages.instances()
                .byKey(partition, wish.path("key").asText())
                .await());
        instances.wake(ids);
        Work work = new Work();
        for (String id : lastFirst(ids)) {
            if (instances.is(id, definition)) {
                work.add(cascade.apply(id, cancel));
            }
        }
        return work;
    }

    /** Else the end of one would be the turn of the next. */
    private static List<String> lastFirst(List<String> ids) {
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        return reversed;
    }

    private Work rulebook(Entry entry) {
        int version = entry.offer().envelope().data().json().path("version").asInt();
        return version > deciding.rulebook() ? deciding.switchTo(version, entry.position()) : new Work();
    }
}
