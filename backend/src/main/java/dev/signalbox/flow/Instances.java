package dev.signalbox.flow;

import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Machine;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Transition;
import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.trace.Moment;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The instances of one ownership that are awake: running ones stay here, waiting ones are read again when needed. */
final class Instances {

    private final Stages stages;
    private final int partition;
    private final Machine machine;
    private final Map<String, Instance> awake = new HashMap<>();

    Instances(Stages stages, int partition) {
        this.stages = stages;
        this.partition = partition;
        this.machine = new Machine(stages.random());
    }

    /** Reads those of the instances that are not awake. Unknown ones stay unknown. */
    void wake(Collection<String> ids) {
        Set<String> asleep = ids.stream().filter(id -> !awake.containsKey(id)).collect(Collectors.toSet());
        var loads = asleep.stream().map(stages.instances()::load).toList();
        Future.all(loads).await();
        loads.forEach(load -> load.result().ifPresent(instance -> awake.put(instance.id(), instance)));
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
                pending.add(new Work.Changed(instance, effects, List.of(), List.of(), List.of(), null));
            }
        }
        return pending;
    }

    /** A start of this partition. Whether it is the first one is found out by the commit. */
    Work.Changed start(StartOrder order, Rulebooks.Version version) {
        Rulebooks.Pinned pinned = version.definitions().get(order.definition());
        if (pinned == null) {
            throw new UnknownDefinition(
                    order.origin().rule(),
                    order.definition(),
                    version.definitions().keySet());
        }
        long now = stages.clock().millis();
        Machine.Start start =
                new Machine.Start(order.instance(), pinned.version(), order.key(), order.origin(), order.input());
        Transition transition = machine.start(pinned.definition(), start, now);
        return changed(null, transition, now, stages.keys().instance(partition, order.instance()));
    }

    /** What the command makes of an awake instance; nothing when it is unknown. */
    Optional<Work.Changed> apply(String id, Command command) {
        Instance before = awake.get(id);
        if (before == null) {
            return Optional.empty();
        }
        long now = stages.clock().millis();
        Transition transition = machine.apply(definition(before), before, command, now);
        if (transition.steps().isEmpty() && transition.effects().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(changed(before, transition, now, null));
    }

    private Work.Changed changed(@Nullable Instance before, Transition transition, long now, @Nullable String fresh) {
        Instance instance = transition.instance();
        awake.put(instance.id(), instance);
        List<Write> writes = new ArrayList<>(stages.writes().of(before, transition, now));
        List<Outbox.Row> rows = transition.effects().stream()
                .filter(Effect.Emit.class::isInstance)
                .map(effect -> Derived.event(instance, (Effect.Emit) effect, now))
                .toList();
        rows.forEach(row -> writes.add(new Write.Put(stages.keys().outbox(partition), Map.of(row.id(), row.text()))));
        return new Work.Changed(instance, transition.effects(), writes, rows, moments(before, transition, now), fresh);
    }

    private List<Moment> moments(@Nullable Instance before, Transition transition, long now) {
        Instance instance = transition.instance();
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
        DeadLetter dead = DeadLetter.of(before, transition, now);
        if (dead != null) {
            moments.add(dead.moment(instance.origin()));
        }
        return moments;
    }

    private Definition definition(Instance instance) {
        return stages.rulebooks().definition(instance.definition(), instance.version());
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

    /** After a commit: forgets what has ended and what waits. */
    void settle(Collection<Instance> committed) {
        for (Instance instance : committed) {
            if (instance.state() != State.RUNNING && instance.equals(awake.get(instance.id()))) {
                awake.remove(instance.id());
            }
        }
    }

    /** Forgets an instance that turned out to exist already. */
    void forget(String id) {
        awake.remove(id);
    }

    /** A rule wants to start what the rulebook does not have. */
    static final class UnknownDefinition extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownDefinition(String rule, String definition, Set<String> known) {
            super("rule " + rule + " starts \"" + definition + "\", but the rulebook has no such process; it has "
                    + known);
        }
    }
}
