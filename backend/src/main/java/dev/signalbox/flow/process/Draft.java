package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The next state of an instance in the making, and what its transition leads to. */
final class Draft {

    final Instance from;
    final long at;
    final Map<String, Place> places;
    final Visits visits;
    final List<Effect> effects = new ArrayList<>();
    final Timeline timeline;

    State state;

    @Nullable
    JsonNode context;

    @Nullable
    JsonNode output;

    int redrives;
    Saga saga;

    /** Whether what tasks have run undoes what it did, when nobody waits for it any more. */
    boolean partsUndo = true;

    Transition.@Nullable Failure failure;

    Draft(Instance from, long at) {
        this.from = from;
        this.at = at;
        this.places = new LinkedHashMap<>(from.places());
        this.visits = new Visits(from.visits());
        this.timeline = new Timeline(at);
        this.state = from.state();
        this.context = from.context();
        this.output = from.output();
        this.redrives = from.redrives();
        this.saga = from.saga();
    }

    /** Whether this is the attempt that is under way at a path. */
    boolean isAt(String path, int iteration, int attempt) {
        Place place = places.get(path);
        return place != null && !state.ended() && place.iteration() == iteration && place.attempt() == attempt;
    }

    /** The innermost places: one, or one for each branch of a fork. */
    List<Place> leaves() {
        return Innermost.of(places.values());
    }

    /** What a variable means to a task: the innermost place around it that gives it one decides. */
    @Nullable
    JsonNode variable(Definition definition, Task task, String name) {
        JsonNode value = null;
        for (Place place : places.values()) {
            Task around = place.isAround(task.path()) ? definition.task(place.path()) : null;
            JsonNode given = around == null ? null : around.action().variable(place, name);
            value = given == null ? value : given;
        }
        return value;
    }

    /** Attempts of the tries around a path, as one number: the first attempt of all is 1. */
    int outerAttempts(String path) {
        int attempt = 1;
        for (Place place : places.values()) {
            attempt += path.startsWith(place.path() + '/') ? place.attempt() - 1 : 0;
        }
        return attempt;
    }

    void leaveInside(String path) {
        places.keySet().removeIf(inner -> inner.startsWith(path + '/'));
    }

    void end(State end) {
        places.clear();
        visits.clear();
        state = end;
    }

    /** The first failure is the one that counts. */
    void fail(Transition.Failure why) {
        if (failure == null) {
            state = State.FAILED;
            failure = why;
        }
    }

    Transition transition(Definition definition) {
        if (effects.isEmpty() && timeline.steps().isEmpty()) {
            return new Transition(from, List.of(), List.of(), null);
        }
        State now = state.ended() ? state : resting(definition);
        Instance instance = new Instance(
                from.id(),
                from.definition(),
                from.version(),
                now,
                from.key(),
                from.origin(),
                from.born(),
                now.ended() ? at : 0,
                from.input(),
                context,
                output,
                Collections.unmodifiableMap(places),
                visits.all(),
                redrives,
                saga);
        return new Transition(instance, lasting(definition), timeline.steps(), failure);
    }

    /** What is over first. What a failed instance would have waited for is begun again when it is put back. */
    private List<Effect> lasting(Definition definition) {
        Set<Effect> now = standing(definition, places, state);
        Stream<Effect> over = standing(definition, from.places(), from.state()).stream()
                .filter(effect -> !now.contains(effect))
                .filter(effect -> state != State.FAILED || !(effect instanceof Effect.Abandon));
        return Stream.concat(over, effects.stream().filter(effect -> lasts(effect, now)))
                .map(this::meant)
                .toList();
    }

    private Effect meant(Effect effect) {
        return effect instanceof Effect.Abandon part
                ? new Effect.Abandon(part.path(), part.child(), partsUndo)
                : effect;
    }

    private boolean lasts(Effect effect, Set<Effect> now) {
        return effect instanceof Effect.Timer timer
                ? now.contains(new Effect.Untimed(timer.path(), timer.iteration(), timer.attempt()))
                : effect instanceof Effect.Emit || (state != State.FAILED && isStillWanted(effect));
    }

    /** Whether nothing that came later in the transition has given it up. */
    private boolean isStillWanted(Effect effect) {
        return !(effect instanceof Effect.Outward outward)
                || isAt(outward.path(), outward.iteration(), outward.attempt());
    }

    /** What is to be done when the places are left. */
    private static Set<Effect> standing(Definition definition, Map<String, Place> places, State state) {
        Set<Effect> standing = new LinkedHashSet<>();
        for (Place place : state.ended() ? List.<Place>of() : places.values()) {
            if (place.due() > 0) {
                standing.add(new Effect.Untimed(place.path(), place.iteration(), place.attempt()));
            }
            if (place.deadline() > 0) {
                standing.add(new Effect.Untimed(place.path(), place.iteration(), Effect.Timer.DEADLINE));
            }
            Task task = definition.task(place.path());
            if (task != null) {
                standing.addAll(task.action().over(place));
            }
        }
        return standing;
    }

    /** One that has anything under way is running; else it retries, when any branch does. */
    private State resting(Definition definition) {
        if (saga.undoing()) {
            return State.COMPENSATING;
        }
        Set<State> states = leaves().stream()
                .map(place -> resting(definition, place))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(State.class)));
        return Stream.of(State.RUNNING, State.RETRYING)
                .filter(states::contains)
                .findFirst()
                .orElse(states.isEmpty() ? State.RUNNING : State.WAITING);
    }

    private static State resting(Definition definition, Place place) {
        if (place.path().equals(Place.TURN) || place.path().equals(Place.LATER)) {
            return State.WAITING;
        }
        Task task = definition.task(place.path());
        return task == null ? State.RUNNING : task.action().resting(place);
    }
}
