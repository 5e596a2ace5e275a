package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Innermost;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.State;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts where the instances of a definition are, under a budget. */
public final class RedisStandings {

    /** How many instances of a state one answer looks at. */
    private static final int BUDGET = 500;

    private static final List<State> STATES = List.of(State.RUNNING, State.WAITING, State.RETRYING, State.FAILED);

    private static final Comparator<Standings.Count> ORDER = Comparator.comparing(
                    (Standings.Count count) -> count.at().version())
            .reversed()
            .thenComparing(count -> count.at().path())
            .thenComparing(count -> count.at().state());

    private final RedisInstances instances;

    public RedisStandings(RedisInstances instances) {
        this.instances = instances;
    }

    public Future<Standings> of(String definition) {
        List<Future<Page<Instance>>> pages = STATES.stream()
                .map(state -> instances.list(new Wanted(definition, null, state, null, null, null), BUDGET, null))
                .toList();
        return Future.all(pages)
                .map(all -> standings(pages.stream().map(Future::result).toList()));
    }

    private static Standings standings(List<Page<Instance>> pages) {
        Map<Standings.At, Integer> counts = new HashMap<>();
        pages.stream().flatMap(page -> page.items().stream()).forEach(instance -> {
            for (Place place : Innermost.of(instance.places().values())) {
                counts.merge(new Standings.At(instance.version(), place.path(), instance.state()), 1, Integer::sum);
            }
        });
        List<Standings.Count> sorted = new ArrayList<>();
        counts.forEach((at, count) -> sorted.add(new Standings.Count(at, count)));
        sorted.sort(ORDER);
        return new Standings(
                List.copyOf(sorted),
                pages.stream().mapToInt(page -> page.items().size()).sum(),
                pages.stream().allMatch(page -> page.next() == null));
    }
}
