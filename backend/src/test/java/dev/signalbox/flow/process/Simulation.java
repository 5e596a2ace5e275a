package dev.signalbox.flow.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.event.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Drives one instance as the hub does, with a clock of its own and no service but what the test answers. */
final class Simulation {

    static final long BORN = 1_700_000_000_000L;
    static final String ID = InstanceId.start(3, new EventId("shop", "", "e1"), "pack/rule", "d", "k");

    final Definition definition;
    final List<Effect> effects = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    Instance instance;
    Transition last;
    long now = BORN;

    private final Machine machine = new Machine((name, label) -> null, new SplittableRandom(7));
    private final boolean forgetful;

    /** @param forgetful whether only the record is kept between two commands, as after a crash */
    Simulation(String tasks, String input, boolean forgetful) {
        this.forgetful = forgetful;
        this.definition = definition(tasks);
        Origin origin = new Origin(new EventId("shop", "", "e1"), "pack/rule", 3, 12, BORN - 5, "00-ab-cd-01", 0, null);
        took(machine.start(definition, new Machine.Start(ID, 2, "k", origin, json(input)), now));
    }

    Simulation(String tasks, String input) {
        this(tasks, input, false);
    }

    static Simulation of(String tasks) {
        return new Simulation(tasks, "{}");
    }

    static Definition definition(String tasks) {
        Parsed parsed = Definitions.parse(text(tasks));
        if (parsed instanceof Parsed.Valid valid) {
            return valid.definition();
        }
        throw new AssertionError(parsed);
    }

    /** Tasks alone get a document around them. */
    static String text(String tasks) {
        return tasks.contains("dsl:")
                ? tasks
                : "document: {dsl: '1.0.3', namespace: test, name: d, version: '0.1.0'}\n" + tasks;
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    Effect.Call call() {
        return (Effect.Call) effects.get(effects.size() - 1);
    }

    Effect.Timer timer() {
        return (Effect.Timer) effects.get(effects.size() - 1);
    }

    Simulation answer(String output) {
        Effect.Call call = call();
        return give(new Command.Succeeded(call.path(), call.iteration(), call.attempt(), json(output), 1));
    }

    Simulation refuse(int status) {
        return refuse(status, 0);
    }

    /** The target says from when on another attempt is welcome. */
    Simulation refuse(int status, long notBefore) {
        Effect.Call call = call();
        Fault fault = Fault.of("communication", status, "service answered " + status, "no luck")
                .notBefore(notBefore);
        return give(new Command.Failed(call.path(), call.iteration(), call.attempt(), fault, 1));
    }

    /** Lets the last timer end, at its time. */
    Simulation due() {
        Effect.Timer timer = timer();
        now = timer.due();
        return give(new Command.Due(timer.path(), timer.iteration(), timer.attempt()));
    }

    Simulation give(Command command) {
        if (forgetful) {
            Map<String, String> kept = InstanceRecord.encode(instance);
            instance = InstanceRecord.decode(instance.id(), kept);
        }
        took(machine.apply(definition, instance, command, now));
        return this;
    }

    private void took(Transition transition) {
        last = transition;
        instance = transition.instance();
        effects.addAll(transition.effects());
        steps.addAll(transition.steps());
    }

    State state() {
        return instance.state();
    }

    JsonNode output() {
        return Objects.requireNonNull(instance.output(), "no output yet");
    }

    Fault cause() {
        return Objects.requireNonNull(last.failure(), "it did not fail").fault();
    }

    List<String> told() {
        return steps.stream()
                .map(step -> step.path().isEmpty() ? step.what() : step.what() + ' ' + step.task())
                .toList();
    }
}
