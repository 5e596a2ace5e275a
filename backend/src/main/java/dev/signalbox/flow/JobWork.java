package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Mending;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.State;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the entries of jobs do to instances of a partition: put back, discard, cancel. What does not fit any more does nothing. */
final class JobWork {

    private static final long KEPT = Duration.ofDays(7).toMillis();

    private final Stages stages;
    private final int partition;
    private final Instances instances;
    private final Cascade cascade;
    private final Supplier<Rulebooks.Version> version;

    /** @param version whose definitions are the newest */
    JobWork(Stages stages, int partition, Instances instances, Cascade cascade, Supplier<Rulebooks.Version> version) {
        this.stages = stages;
        this.partition = partition;
        this.instances = instances;
        this.cascade = cascade;
        this.version = version;
    }

    Work redrive(Entry entry) {
        JsonNode wish = entry.offer().envelope().data().json();
        String id = wish.path("instance").asText();
        Instance failed = instances.known(id);
        if (failed == null || !instances.failed(id, wish.path("redrives").asInt())) {
            return new Work();
        }
        Rulebooks.Pinned newest = version.get().definitions().get(failed.definition());
        boolean moves = wish.path("newest").asBoolean() && (newest == null || newest.version() != failed.version());
        String why = refuses(failed, wish, moves, newest);
        if (why != null) {
            return refused(wish, why);
        }
        Command command = new Command.Redrive(told(failed, wish, moves ? newest : null), edit(wish));
        if (moves && newest != null) {
            instances.move(failed, newest.version());
        }
        return cascade.apply(id, command);
    }

    private @Nullable String refuses(Instance failed, JsonNode wish, boolean moves, Rulebooks.@Nullable Pinned newest) {
        if (moves && newest == null) {
            return "no process " + failed.definition() + " is active any more";
        }
        String why = moves && newest != null
                ? Mending.refusesVersion(failed, instances.definition(failed), newest.definition())
                : null;
        return why != null || !wish.has("input")
                ? why
                : Mending.refusesInput(
                        failed,
                        moves && newest != null ? newest.definition() : instances.definition(failed),
                        wish.path("path").asText());
    }

    private Work refused(JsonNode wish, String why) {
        String key = stages.keys().refusedItems(partition, wish.path("job").asText());
        Work work = Work.of(new Write.Put(key, Map.of(wish.path("item").asText(), why)));
        work.write(new Write.Expire(key, stages.clock().millis() + KEPT));
        return work;
    }

    private static Command.Redrive.@Nullable Edit edit(JsonNode wish) {
        return wish.has("input") ? new Command.Redrive.Edit(wish.path("path").asText(), wish.path("input")) : null;
    }

    /** For the timeline: which job, from which version to which, and what was replaced by what. */
    private static ObjectNode told(Instance failed, JsonNode wish, Rulebooks.@Nullable Pinned newest) {
        ObjectNode told = JsonNodeFactory.instance
                .objectNode()
                .put("job", wish.path("job").asText());
        if (newest != null) {
            told.putObject("version").put("from", failed.version()).put("to", newest.version());
        }
        Place place = failed.places().get(wish.path("path").asText());
        if (wish.has("input") && place != null) {
            told.put("task", place.path());
            ObjectNode input = told.putObject("input");
            input.set("before", place.given());
            input.set("after", wish.path("input"));
        }
        return told;
    }

    Work cancel(JsonNode wish) {
        String id = wish.path("instance").asText();
        String reason = wish.path("reason").asText();
        Instance found = instances.known(id);
        boolean failed = found != null && found.state() == State.FAILED;
        boolean one = wish.has("redrives");
        if (found == null || (one && !instances.failed(id, wish.path("redrives").asInt()))) {
            return new Work();
        }
        return cascade.apply(
                id,
                failed
                        ? new Command.Discard(reason)
                        : new Command.Cancel(reason, wish.path(Derived.UNDO).asBoolean()));
    }
}
