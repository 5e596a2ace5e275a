package dev.signalbox.flow.process;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place that somebody means, as it was seen. Another round of a loop, or another attempt, at the same task is not meant.
 *
 * @param since when the task was entered
 */
public record Aim(String path, int iteration, int attempt, long since) {

    static Aim at(Place place) {
        return new Aim(place.path(), place.iteration(), place.attempt(), place.since());
    }

    /** The place, if the instance is still there. */
    @Nullable
    Place in(Map<String, Place> places) {
        Place place = places.get(path);
        return place != null && at(place).equals(this) ? place : null;
    }
}
