package dev.signalbox.admin;

import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.RedisInstances;
import dev.signalbox.flow.task.Wanted;
import dev.signalbox.rulebook.RedisPacks;
import dev.signalbox.rulebook.Version;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The versions as they are kept. How many live on each is counted, up to a limit, each time somebody asks. */
public final class StoredProcessVersions implements ProcessVersions {

    private static final List<State> LIVING = List.of(State.RUNNING, State.WAITING, State.RETRYING, State.FAILED);
    private static final int PAGE = 500;
    private static final int MOST = 5_000;

    private final RedisPacks packs;
    private final RedisInstances instances;

    public StoredProcessVersions(RedisPacks packs, RedisInstances instances) {
        this.packs = packs;
        this.instances = instances;
    }

    @Override
    public Future<Optional<All>> of(String definition) {
        return packs.lastDefinition(definition)
                .compose(last -> last == 0
                        ? Future.succeededFuture(Optional.empty())
                        : Future.all(packs.current(), living(definition, LIVING, null, new ArrayList<>()))
                                .map(both -> Optional.of(all(definition, last, both.resultAt(0), both.resultAt(1)))));
    }

    private Future<List<Integer>> living(
            String definition, List<State> states, @Nullable String before, List<Integer> found) {
        if (states.isEmpty() || found.size() >= MOST) {
            return Future.succeededFuture(found);
        }
        Wanted wanted = new Wanted(definition, null, states.get(0), null, null, null);
        return instances.list(wanted, PAGE, before).compose(page -> {
            page.items().stream().map(Instance::version).forEach(found::add);
            return page.next() == null
                    ? living(definition, states.subList(1, states.size()), null, found)
                    : living(definition, states, page.next(), found);
        });
    }

    private static All all(String definition, int last, Version current, List<Integer> living) {
        Map<Integer, Long> counts = living.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        List<One> items = IntStream.iterate(last, version -> version > 0, version -> version - 1)
                .mapToObj(version -> new One(
                        version,
                        isActive(current, definition, version),
                        counts.getOrDefault(version, 0L).intValue()))
                .toList();
        return new All(items, living.size(), living.size() < MOST);
    }

    private static boolean isActive(Version current, String definition, int version) {
        return current.packs().values().stream().anyMatch(edition -> Integer.valueOf(version)
                .equals(edition.definitions().get(definition)));
    }

    @Override
    public Future<Optional<String>> text(String definition, int version) {
        return packs.definition(definition, version);
    }
}
