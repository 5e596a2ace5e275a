package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Explanation.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts that the rules had before them when they decided one event, the event among them.
 *
 * @param now time of the session's clock, milliseconds since the epoch
 * @param origins where each fact comes from
 */
record Scene(Event event, long now, Tries tries, Origins origins, Map<Class<?>, List<Object>> facts) {

    /** The newest first: what is near is tried first, and shown first. */
    static Scene of(Event event, long now, Tries tries, Origins origins, List<Object> held) {
        Map<Class<?>, List<Object>> facts = new HashMap<>();
        List<Object> sorted = new ArrayList<>(held);
        sorted.sort(Comparator.comparingLong(origins::order).reversed());
        sorted.forEach(fact -> facts.computeIfAbsent(fact.getClass(), none -> new ArrayList<>())
                .add(fact));
        return new Scene(event, now, tries, origins, facts);
    }

    /** Facts of a type, the newest first. */
    List<Object> of(Class<?> type) {
        List<Object> found = new ArrayList<>();
        facts.forEach((of, all) -> {
            if (type.isAssignableFrom(of)) {
                found.addAll(all);
            }
        });
        return found;
    }

    /** The time of a fact by which rules go. */
    long time(Object fact) {
        return fact instanceof Event of ? of.getTime() : origins.time(fact);
    }

    Fact told(Object fact) {
        return origins.told(fact, Map.of(), null);
    }

    Fact told(Object fact, Map<String, @Nullable Object> read, @Nullable String why) {
        return origins.told(fact, read, why);
    }
}
