package dev.signalbox.admin;

import dev.signalbox.flow.task.RedisStandings;
import dev.signalbox.flow.task.RedisStates;
import dev.signalbox.flow.task.Standings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The definitions as they are kept. */
public final class StoredProcesses implements Processes {

    private final KnownDefinitions definitions;
    private final Supplier<Map<String, Integer>> inForce;
    private final RedisStates states;
    private final RedisStandings standings;

    /** @param inForce versions in force, by name */
    public StoredProcesses(
            KnownDefinitions definitions,
            Supplier<Map<String, Integer>> inForce,
            RedisStates states,
            RedisStandings standings) {
        this.definitions = definitions;
        this.inForce = inForce;
        this.states = states;
        this.standings = standings;
    }

    @Override
    public Future<List<Summary>> list() {
        Map<String, Integer> versions = new TreeMap<>(inForce.get());
        return states.count(versions.keySet()).map(counts -> versions.entrySet().stream()
                .map(each -> new Summary(each.getKey(), each.getValue(), counts.getOrDefault(each.getKey(), Map.of())))
                .toList());
    }

    @Override
    public Future<Optional<Found>> find(String name, @Nullable Integer version) {
        int current = inForce.get().getOrDefault(name, 0);
        int wanted = version == null ? current : version;
        return definitions
                .find(name, wanted)
                .map(found -> found.map(definition -> new Found(wanted, current, definition)));
    }

    @Override
    public Future<Standings> standings(String name) {
        return standings.of(name);
    }
}
