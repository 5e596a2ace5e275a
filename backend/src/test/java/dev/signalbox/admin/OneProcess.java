package dev.signalbox.admin;

import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.Standings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One definition, of which two instances wait. */
final class OneProcess implements Processes {

    private static final String TEXT = """
            document: {dsl: '1.0.3', namespace: shop, name: ship, version: '1.0.0'}
            do: [{rest: {wait: PT1H}}]
            """;

    @Override
    public Future<List<Summary>> list() {
        return Future.succeededFuture(List.of(new Summary("ship", 3, Map.of(State.WAITING, 2L))));
    }

    @Override
    public Future<Optional<Found>> find(String name, @Nullable Integer version) {
        Parsed.Valid parsed = (Parsed.Valid) Definitions.parse(TEXT);
        boolean there = name.equals("ship") && (version == null || version == 3);
        return Future.succeededFuture(there ? Optional.of(new Found(3, 3, parsed.definition())) : Optional.empty());
    }

    @Override
    public Future<Standings> standings(String name) {
        Standings.At at = new Standings.At(3, "/do/0/rest", State.WAITING);
        return Future.succeededFuture(new Standings(List.of(new Standings.Count(at, 2)), 2, true));
    }
}
