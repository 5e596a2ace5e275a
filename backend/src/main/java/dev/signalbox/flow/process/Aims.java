package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a person means who wants to act on an instance.
 *
 * @param path of the task that is named; null for the only one that fits
 */
public record Aims(
        Definition definition, Instance instance, @Nullable String path, Hand.Who who) {

    /** What was found. */
    public sealed interface Found {

        record One(Hand hand) implements Found {}

        /** @param why nothing fits */
        record None(String why, String nextStep) implements Found {}

        /** @param choices paths of tasks, or types of events, of which one is to be named */
        record Several(String what, List<String> choices) implements Found {}
    }

    public Found cancel(boolean undo) {
        return instance.state().ended()
                ? ended("redrive or skip a failed task on its page, or leave its dead letter")
                : new Found.One(new Hand.Cancel(who, undo));
    }

    public Found hurry() {
        return instance.state().ended()
                ? ended("nothing waits in it any more")
                : one(
                        "waits for a time",
                        instance.places().values().stream().filter(place -> place.due() > 0),
                        place -> new Found.One(new Hand.Hurry(Aim.at(place), who)));
    }

    /** @param timeline tells which task has failed */
    public Found skip(JsonNode output, List<Step> timeline) {
        if (instance.state() == State.FINISHED || instance.state() == State.CANCELLED) {
            return ended("nothing is left to be skipped");
        }
        if (instance.state() == State.FAILED && instance.origin().waiting() != null) {
            return new Found.None(
                    "it is a part of another process, which was told of its failure",
                    "skip the task of instance " + instance.origin().waiting().instance() + " that ran it");
        }
        String named = path == null && instance.state() == State.FAILED ? failed(timeline) : path;
        Stream<Place> all =
                named == null ? Innermost.of(instance.places().values()).stream() : instance.places().values().stream();
        return new Aims(definition, instance, named, who)
                .one("is under way", all, place -> new Found.One(new Hand.Skip(Aim.at(place), output, who)));
    }

    private @Nullable String failed(List<Step> timeline) {
        return timeline.stream()
                .filter(step ->
                        step.what().equals("failed") && instance.places().containsKey(step.path()))
                .map(Step::path)
                .reduce((before, last) -> last)
                .orElse(null);
    }

    /** @param type of the event; null for the only one that is awaited */
    public Found tell(@Nullable String type, JsonNode data) {
        return instance.state().ended()
                ? ended("nobody listens in it any more")
                : one(
                        "listens",
                        instance.places().values().stream().filter(this::listens),
                        place -> tell(place, type, data));
    }

    public Found decide(boolean approved) {
        return instance.state().ended()
                ? ended("nobody is asked in it any more")
                : one(
                        "waits for an approval",
                        instance.places().values().stream().filter(Question::asks),
                        place -> new Found.One(new Hand.Decide(Aim.at(place), approved, who)));
    }

    private boolean listens(Place place) {
        Task task = definition.task(place.path());
        return task != null && task.action() instanceof Listen;
    }

    private Found tell(Place place, @Nullable String type, JsonNode data) {
        Task task = definition.task(place.path());
        if (task == null || !(task.action() instanceof Listen listen)) {
            return new Found.None("nobody listens at " + place.path(), "look at the instance again");
        }
        Set<String> types = new TreeSet<>();
        List<Integer> fitting = new ArrayList<>();
        for (int i : listen.open(place)) {
            String awaited = listen.filter(i).type();
            types.add(awaited);
            if (type == null || type.equals(awaited)) {
                fitting.add(i);
            }
        }
        if (type == null && types.size() > 1) {
            return new Found.Several("type", List.copyOf(types));
        }
        if (fitting.isEmpty()) {
            return new Found.None(
                    "\"" + task.name() + "\" waits for no event of type " + type,
                    "send one of " + String.join(", ", types));
        }
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("id", InstanceId.derived(instance.id(), place.path() + "/by-hand", listen.heard(place)))
                .put("source", "signalbox")
                .put("ceSource", "/by-hand")
                .put("type", listen.filter(fitting.get(0)).type());
        event.set("data", data);
        event.set("byHand", who.json());
        return new Found.One(new Hand.Tell(Aim.at(place), fitting.get(0), event, who));
    }

    private Found one(String what, Stream<Place> all, Function<Place, Found> found) {
        Predicate<Place> named = path == null
                ? place -> !place.path().equals(Place.WHOLE)
                : place -> place.path().equals(path);
        List<Place> places = all.filter(named)
                .filter(place -> definition.task(place.path()) != null)
                .toList();
        if (places.isEmpty()) {
            return new Found.None(
                    path == null ? "no task of it " + what : "no task " + path + " of it " + what,
                    "look at the instance again: it may have gone on meanwhile");
        }
        return places.size() == 1
                ? found.apply(places.get(0))
                : new Found.Several("path", places.stream().map(Place::path).toList());
    }

    private Found ended(String nextStep) {
        return new Found.None("it is " + instance.state().word(), nextStep);
    }
}
