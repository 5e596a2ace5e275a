package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Events.Story;
import dev.signalbox.admin.Instances.Run;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.process.Instance;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One event with all that is known of it. */
final class EventStories {

    /** More than a reader can read; the list of instances has the rest. */
    private static final int MOST_RUNS = 50;

    private final Events events;
    private final Instances instances;
    private final Explanations explanations;

    EventStories(Events events, Instances instances, Explanations explanations) {
        this.events = events;
        this.instances = instances;
        this.explanations = explanations;
    }

    /** The event that a request is about: by its id, and by its source when several share that. */
    Future<Story> one(Query query) {
        String id = query.path("id");
        return events.find(id, query.text("source")).map(found -> {
            if (found.size() > 1) {
                throw Problem.of(
                        409,
                        "ambiguous_id",
                        "several sources have an event with this id",
                        "add ?source= " + names(found));
            }
            return Answers.found(found.stream().findFirst(), "event", id);
        });
    }

    private static String names(List<Story> stories) {
        return String.join(
                " or ",
                stories.stream()
                        .map(story ->
                                story.seen().entry().offer().envelope().id().source())
                        .toList());
    }

    Future<ObjectNode> story(Story story) {
        List<Future<Optional<Run>>> runs = story.seen().instances().stream()
                .limit(MOST_RUNS)
                .map(instances::find)
                .toList();
        EventId id = story.seen().entry().offer().envelope().id();
        Future<List<Instance>> heard = instances.heard(id, MOST_RUNS);
        return Future.all(Future.all(new ArrayList<>(runs)), heard)
                .map(all -> StoryJson.story(
                        story,
                        runs.stream().flatMap(run -> run.result().stream()).toList(),
                        heard.result()));
    }

    Future<ObjectNode> explanation(Story story) {
        Explanations.Asked asked = Explanations.Asked.of(story);
        EventId id = story.seen().entry().offer().envelope().id();
        Decision decision = asked.decision();
        return explanations.explain(asked).map(json -> {
            json.put("id", id.id()).put("source", id.source());
            return json.put("decidedBy", decision == null ? null : Integer.valueOf(decision.rulebook()));
        });
    }
}
