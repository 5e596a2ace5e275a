package dev.signalbox.admin;

import static dev.signalbox.flow.process.Saga.NONE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Origin;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One instance, which has finished and asks nobody. */
final class OneInstance implements Instances {

    @Override
    public Future<Page> list(Wanted wanted, int limit, @Nullable String before) {
        return Future.succeededFuture(new Page(List.of(instance()), null));
    }

    @Override
    public Future<Optional<Run>> find(String id) {
        Step step = new Step(1_030, "succeeded", "/do/0/call", "call", 1, null);
        return Future.succeededFuture(
                id.equals("0-a") ? Optional.of(new Run(instance(), List.of(step))) : Optional.empty());
    }

    @Override
    public Future<Questions> asked(int limit, @Nullable String before) {
        return Future.succeededFuture(new Questions(List.of(), null));
    }

    @Override
    public Future<List<Instance>> heard(EventId event, int most) {
        return Future.succeededFuture(List.of(instance()));
    }

    @Override
    public Future<Optional<Acted>> act(String id, Wish wish) {
        return Future.succeededFuture(id.equals("0-a") ? Optional.of(new Acted(wish.path(), false)) : Optional.empty());
    }

    private static Instance instance() {
        Origin origin = new Origin(new EventId("shop", "", "e-1"), "shop/ship", 0, 1, 1_000, null, 0, null);
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        return new Instance(
                "0-a",
                "ship",
                1,
                State.FINISHED,
                "k",
                origin,
                1_020,
                1_050,
                input,
                null,
                null,
                Map.of(),
                Map.of(),
                0,
                NONE);
    }
}
