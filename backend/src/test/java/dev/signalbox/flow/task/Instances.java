package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Origin;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.Saga;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Step;
import dev.signalbox.flow.process.Transition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Instances for tests, small and alike. */
final class Instances {

    static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private Instances() {}

    static String id(int partition, int number) {
        return partition + "-" + String.format("%026d", number);
    }

    static Instance instance(String id, State state, long born, Place... places) {
        return instance(id, state, born, 0, places);
    }

    static Instance instance(String id, State state, long born, int redrives, Place... places) {
        Map<String, Place> entered = new LinkedHashMap<>();
        for (Place place : places) {
            entered.put(place.path(), place);
        }
        EventId event = new EventId("github", "", "event-" + born);
        Origin origin = new Origin(event, "orders/paid", 3, 41, born, PARENT, 0, null);
        long ended = state.ended() ? born + 1_000 : 0;
        return new Instance(
                id,
                "shipping",
                2,
                state,
                "order-1",
                origin,
                born,
                ended,
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                entered,
                Map.of(),
                redrives,
                Saga.NONE);
    }

    static Place place(String path, int attempt, long due) {
        return new Place(
                path,
                1,
                attempt,
                new Place.Times(0, due, 0),
                TextNode.valueOf("input of " + path),
                null,
                null,
                null,
                Map.of());
    }

    static Transition to(Instance instance) {
        Step step = new Step(7, "scheduled", "/do/0/notify", "notify", 1, null);
        return new Transition(instance, List.<Effect>of(), List.of(step), null);
    }

    static Transition failing(Instance instance, String title, int status) {
        Fault fault = Fault.of("communication", status, title, "POST http://hook/ for order " + instance.id());
        return new Transition(
                instance, List.of(), List.of(), new Transition.Failure("/do/0/notify", "notify", 3, fault));
    }
}
