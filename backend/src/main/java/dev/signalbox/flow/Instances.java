package dev.signalbox.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Limits;
import dev.signalbox.flow.process.Machine;
import dev.signalbox.flow.process.Parent;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Transition;
import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.trace.Moment;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The instances of one ownership that are awake: running ones stay here, waiting ones are read again when needed. */
final class Instances {

    private static final int READ_AT_ONCE = 200;

    private final Stages stages;
    private final int partition;
    private final Machine machine;
    private final Map<String, Instance> awake = new HashMap<>();

    /** Those that woke or changed since it was settled. */
    private final Set<String> touched = new HashSet<>();

    /** @param version that new instances are started with */
    Instances(Stages stages, int partition, Supplier<Rulebooks.Version> version) {
        this.stages = stages;
        this.partition = partition;
        this.machine = new Machine((name, label) -> version.get().lacks(name, label), stages.random());
    }

    /** Reads those of the instances that are not awake. Unknown ones stay unknown. */
    void wake(Collection<String> ids) {
        List<String> asleep =
                ids.stream().distinct().filter(id -> !awake.containsKey(id)).toList();
        for (int from = 0; from < asleep.size(); from += READ_AT_ONCE) {
            List<String> some = asleep.subList(from, Math.min(asleep.size(), from + READ_AT_ONCE));
            Patience.of("waking instances of partition " + partition, () -> read(some))
                    .forEach(instance -> awake.put(instance.id(), instance));
        }
        touched.addAll(asleep);
    }

    private List<Instance> read(List<String> ids) {
        var loads = ids.stream().map(stages.instances()::load).toList();
        Future.all(loads).await();
        return loads.stream().flatMap(load -> load.result().stream()).toList();
    }

    /** Wakes all that have an attempt under way, and tells what they were doing. */
    List<Work.Changed> takeUp(Collection<String> running) {
        wake(running);
        long now = stages.clock().millis();
        List<Work.Changed> pending = new ArrayList<>();
        for (String id : running) {
            Instance instance = awake.get(id);
            if (instance != null && !instance.state().ended()) {
                List<Effect> effects = machine.pending(definition(instance), instance, now);
                pending.add(new Work.Changed(instance, effects, List.of(), List.of(), List.of(), null, null, null));
            }
        }
        return pending;
    }

    /** An instance of this partition; null when there is none, or none any more. */
    @Nullable
    Instance known(String id) {
        wake(List.of(id));
        return awake.get(id);
    }

    /** Whether an instance was committed before; one that is awake may not be. */
    boolean isKept(String id) {
        return !Patience.of("an instance of partition " + partition, () -> read(List.of(id)))
                .isEmpty();
    }

    /** What a version of the rulebook has for a start. */
    Definition definition(StartOrder order, Rulebooks.Version version) {
        return pinned(order, version).definition();
    }

    private static Rulebooks.Pinned pinned(StartOrder order, Rulebooks.Version version) {
        Rulebooks.Pinned pinned = version.definitions().get(order.definition());
        if (pinned == null) {
            throw new UnknownDefinition(
                    order.origin().rule(),
                    order.definition(),
                    version.definitions().keySet());
        }
        return pinned;
    }

    boolean isAwake(String id) {
        return awake.containsKey(id);
    }

    /** How an instance begins. */
    interface Opening {
        Transition of(Machine machine, Definition definition, Machine.Start start, long at);
    }

    /** A start of this partition, of what is not awake. Whether another ended is found out by the commit. */
    Work.Changed start(StartOrder order, Rulebooks.Version version, Opening opening) {
        Rulebooks.Pinned pinned = pinned(order, version);
        long now = stages.clock().millis();
        Machine.Start start =
                new Machine.Start(order.instance(), pinned.version(), order.key(), order.origin(), order.input());
        Definition definition = pinned.definition();
        return changed(null, opening.of(machine, definition, start, now), definition.limits(), now);
    }

    /** What the command makes of an awake instance; nothing when it is unknown. */
    Work.@Nullable Changed apply(String id, Command command) {
        Instance before = awake.get(id);
        if (before == null) {
            return null;
        }
        long now = stages.clock().millis();
        Definition definition = definition(before);
        Transition transition = machine.apply(definition, before, command, now);
        if (transition.steps().isEmpty() && transition.effects().isEmpty()) {
            return null;
        }
        return changed(before, transition, definition.limits(), now);
    }

    private Work.Changed changed(@Nullable Instance before, Transition transition, @Nullable Limits limits, long now) {
        Instance instance = transition.instance();
        awake.put(instance.id(), instance);
        touched.add(instance.id());
        List<Write> writes = new ArrayList<>(stages.writes().of(before, transition, now));
        DeadLetter dead = DeadLetter.of(before, transition, now);
        List<Outbox.Row> rows = rows(transition, dead, now);
        if (!rows.isEmpty()) {
            Map<String, String> texts = new LinkedHashMap<>();
            rows.forEach(row -> texts.put(row.id(), row.text()));
            writes.add(new Write.Put(stages.keys().outbox(partition), texts));
        }
        return new Work.Changed(
                instance,
                transition.effects(),
                writes,
                rows,
                moments(before, instance, dead, now),
                end(before, transition),
                before == null ? stages.keys().instance(partition, instance.id()) : null,
                limits);
    }

    private static @Nullable Command end(@Nullable Instance before, Transition transition) {
        Instance instance = transition.instance();
        Parent parent = instance.origin().waiting();
        boolean ended =
                instance.state().ended() && (before == null || !before.state().ended());
        return parent == null || !ended
                ? null
                : end(
                        instance,
                        parent,
                        transition.failure() == null
                                ? null
                                : transition.failure().fault());
    }

    /**
     * What the task is told that waits for an instance which has ended.
     *
     * @param fault why it failed; null when it did not
     */
    static Command end(Instance instance, Parent parent, @Nullable Fault fault) {
        if (instance.state() == State.FINISHED) {
            JsonNode output = instance.output() == null ? NullNode.instance : instance.output();
            return new Command.Succeeded(parent.path(), parent.iteration(), parent.attempt(), output, 0);
        }
        Fault undone = Fault.of(instance.saga().why());
        Fault cancelled =
                Fault.of("runtime", 500, "cancelled", "the process " + instance.definition() + " was cancelled");
        Fault why = fault != null ? fault : undone != null ? undone : cancelled;
        return new Command.Failed(parent.path(), parent.iteration(), parent.attempt(), why, 0);
    }

    private static List<Outbox.Row> rows(Transition transition, @Nullable DeadLetter dead, long now) {
        Instance instance = transition.instance();
        List<Outbox.Row> rows = new ArrayList<>(transition.effects().stream()
                .filter(Effect.Emit.class::isInstance)
                .map(effect -> Derived.event(instance, (Effect.Emit) effect, now))
                .toList());
        if (dead != null) {
            Alerts.failed(dead, instance.key(), instance.origin()).ifPresent(rows::add);
        }
        return rows;
    }

    private static List<Moment> moments(
            @Nullable Instance before, Instance instance, @Nullable DeadLetter dead, long now) {
        List<Moment> moments = new ArrayList<>();
        if (before == null || before.state() != instance.state()) {
            moments.add(new Moment.Instance(
                    now,
                    instance.id(),
                    instance.definition(),
                    instance.version(),
                    instance.state().word(),
                    instance.key(),
                    instance.origin().event(),
                    instance.origin().partition(),
                    instance.origin().position(),
                    instance.born()));
        }
        if (dead != null) {
            moments.add(dead.moment(instance.origin()));
        }
        return moments;
    }

    /** What it runs by. */
    Definition definition(Instance instance) {
        return Patience.of("a definition in partition " + partition, () -> stages.rulebooks()
                .definition(instance.definition(), instance.version()));
    }

    /** Whether an awake instance is a run of this definition. */
    boolean is(String id, String definition) {
        Instance instance = awake.get(id);
        return instance != null && instance.definition().equals(definition);
    }

    /** Whether an awake instance failed, having been put back so many times: a later redrive of the same is void. */
    boolean failed(String id, int redrives) {
        Instance instance = awake.get(id);
        return instance != null && instance.state() == State.FAILED && instance.redrives() == redrives;
    }

    /** An awake instance goes on with another version of its definition. */
    void move(Instance instance, int version) {
        awake.put(instance.id(), instance.at(version));
    }

    /** When all changes are committed: forgets what has ended and what waits. */
    void settle() {
        for (String id : touched) {
            Instance instance = awake.get(id);
            if (instance != null && !instance.state().active()) {
                awake.remove(id);
            }
        }
        touched.clear();
    }

    /** Forgets an instance that turned out to exist already. */
    void forget(String id) {
        awake.remove(id);
    }

    /** A rule wants to start what the rulebook does not have. */
    static final class UnknownDefinition extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String rule;

        UnknownDefinition(String rule, String definition, Set<String> known) {
            super("rule " + rule + " starts \"" + definition + "\", but the rulebook has no such process; it has "
                    + known);
            this.rule = rule;
        }

        /** The same for a log: a rule may take a name out of an event. */
        String told() {
            return "rule " + rule + " starts a process that the rulebook does not have";
        }
    }
}
