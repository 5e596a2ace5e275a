package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often tasks are entered. The iteration makes the idempotency key: a loop counts it up, a retry or redrive
 * repeats it. The attempt tells the outcomes of one iteration apart.
 */
final class Visits {

    private final Map<String, Visit> visits;

    Visits(Map<String, Visit> visits) {
        this.visits = new HashMap<>(visits);
    }

    /** @param outer attempt number that the tries around the task give it */
    Visit enter(String path, int outer) {
        Visit last = visits.getOrDefault(path, new Visit(0, 0, false, null));
        int attempt = last.again() ? Math.max(outer, last.attempt() + 1) : outer;
        int iteration = last.iteration() + 1;
        Visit visit = new Visit(iteration, attempt, false, ByHand.entered(last.byHand(), iteration, attempt));
        visits.put(path, visit);
        return visit;
    }

    /** Iterations so far of the tasks inside a task. */
    Map<String, Integer> inside(String path) {
        Map<String, Integer> counts = new HashMap<>();
        visits.forEach((inner, visit) -> {
            if (inner.startsWith(path + '/')) {
                counts.put(inner, visit.iteration());
            }
        });
        return Map.copyOf(counts);
    }

    /** Puts the tasks inside a place back to where they were when it was entered. */
    void rewind(Place place) {
        visits.replaceAll((path, visit) -> path.startsWith(place.path() + '/')
                ? new Visit(place.before().getOrDefault(path, 0), visit.attempt(), true, visit.byHand())
                : visit);
    }

    /**
     * Puts a place itself back, so that its iteration is done again, as a person asked for.
     *
     * @param redrive how often the instance has been put back
     * @param replaced the input that it is to have; null for its own
     */
    void again(Place place, int redrive, @Nullable JsonNode replaced) {
        rewind(place);
        visits.computeIfPresent(
                place.path(),
                (path, visit) -> new Visit(
                        place.iteration() - 1,
                        visit.attempt(),
                        true,
                        ByHand.asked(visit.byHand(), place.iteration(), redrive, replaced)));
    }

    /** What a person replaced in the iteration that a place is in; null for nothing. */
    @Nullable
    ByHand replaced(Place place) {
        Visit visit = visits.get(place.path());
        ByHand hand = visit == null ? null : visit.byHand();
        return hand == null || hand.iteration() != place.iteration() || hand.input() == null ? null : hand;
    }

    void clear() {
        visits.clear();
    }

    Map<String, Visit> all() {
        return Map.copyOf(visits);
    }
}
