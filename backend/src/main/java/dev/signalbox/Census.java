package dev.signalbox;

import dev.signalbox.feed.FlowMap.States;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.RedisStates;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** How many instances are in which state, counted every two seconds, and only while somebody asks for it. */
final class Census {

    private static final long LOOK_MILLIS = 2_000;
    private static final int MOST_DEFINITIONS = 100;

    private final RedisStates redis;
    private volatile Seen seen = new Seen(Map.of(), 0);
    private volatile boolean wanted = true;

    /** @param quarantined events that were put aside and are still kept */
    private record Seen(Map<String, States> states, long quarantined) {}

    Census(RedisStates redis) {
        this.redis = redis;
    }

    /** Counts from now on. What cannot be read stays as it was. */
    void begin(Rounds rounds, Supplier<Set<String>> definitions) {
        rounds.each(
                LOOK_MILLIS,
                "the count of instances",
                () -> wanted ? look(definitions.get()) : Future.succeededFuture());
    }

    private Future<Void> look(Set<String> definitions) {
        wanted = false;
        var names = definitions.stream().sorted().limit(MOST_DEFINITIONS).toList();
        Future<Map<String, Map<State, Long>>> counts = redis.count(names);
        Future<Long> quarantined = redis.quarantined();
        return Future.all(counts, quarantined).map(all -> {
            seen = new Seen(shown(counts.result()), quarantined.result());
            return null;
        });
    }

    private static Map<String, States> shown(Map<String, Map<State, Long>> counts) {
        Map<String, States> shown = new HashMap<>();
        counts.forEach((name, states) -> shown.put(
                name,
                new States(
                        states.getOrDefault(State.RUNNING, 0L) + states.getOrDefault(State.COMPENSATING, 0L),
                        states.getOrDefault(State.WAITING, 0L),
                        states.getOrDefault(State.RETRYING, 0L),
                        states.getOrDefault(State.FAILED, 0L))));
        return Map.copyOf(shown);
    }

    /** By definition, as last counted. */
    Map<String, States> states() {
        return seen.states();
    }

    long quarantined() {
        return seen.quarantined();
    }

    /** Somebody looks: the next count is wanted. */
    void want() {
        wanted = true;
    }
}
