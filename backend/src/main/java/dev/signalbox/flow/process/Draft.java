package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    }

    /** The error that a try around the innermost place has caught under this name. */
    @Nullable
    JsonNode caught(String name) {
        JsonNode error = null;
        for (Place place : places.values()) {
            if (place.caught() != null && place.caught().as().equals(name)) {
                error = place.caught().error();
            }
        }
        return error;
    }

    /** Whether this is the attempt that is under way at a path. */
    boolean isAt(String path, int iteration, int attempt) {
        Place place = places.get(path);
        return place != null && !state.ended() && place.iteration() == iteration && place.attempt() == attempt;
    }

    @Nullable
    Place innermost() {
        Place last = null;
        for (Place place : places.values()) {
            last = place;
        }
        return last;
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

    void fail(Transition.Failure why) {
        state = State.FAILED;
        failure = why;
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
                redrives);
        return new Transition(instance, List.copyOf(effects), timeline.steps(), failure);
    }

    private State resting(Definition definition) {
        Place place = innermost();
        Task task = place == null ? null : definition.task(place.path());
        return place == null || task == null || place.due() == 0
                ? State.RUNNING
                : task.action().resting();
    }
}
