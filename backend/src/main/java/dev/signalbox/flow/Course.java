package dev.signalbox.flow;

import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.listen.Listener;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Machine;
import dev.signalbox.flow.process.Parent;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.turn.Turn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stretch of transitions that follow from one another: a task runs a process, that one ends, the task goes on ... */
final class Course {

    /* A commit has room for only so much. */
    private static final int MOST_CHANGES = 24;
    private static final int MANY_EFFECTS = 300;
    private static final int MANY_CHARACTERS = 1024 * 1024;

    private final Stages stages;
    private final int partition;
    private final Instances instances;
    private final Meeting meeting;
    private final Turnstile turnstile;
    private final Rulebooks.Version version;
    private final Admission admission;
    private final Work work = new Work();
    private final Deque<Runnable> next = new ArrayDeque<>();
    private int effects;
    private int characters;

    Course(
            Stages stages,
            int partition,
            Instances instances,
            Meeting meeting,
            Turnstile turnstile,
            Rulebooks.Version version) {
        this.stages = stages;
        this.partition = partition;
        this.instances = instances;
        this.meeting = meeting;
        this.turnstile = turnstile;
        this.version = version;
        this.admission = new Admission(stages, this, instances, turnstile, version);
    }

    Work work() {
        return work;
    }

    /** Does all that follows, and tells what it came to. */
    Work run() {
        for (Runnable step = next.poll(); step != null; step = next.poll()) {
            step.run();
        }
        return work;
    }

    void send(Outbox.Row row) {
        work.send(row);
        work.write(new Write.Put(stages.keys().outbox(partition), Map.of(row.id(), row.text())));
    }

    boolean isFull() {
        return work.changed().size() >= MOST_CHANGES || effects >= MANY_EFFECTS || characters >= MANY_CHARACTERS;
    }

    /** @throws Instances.UnknownDefinition when the version has no such process */
    void start(StartOrder order) {
        if (admission.limits(order) != null) {
            if (instances.known(order.instance()) == null) {
                admission.come(order);
            }
            return;
        }
        if (instances.isAwake(order.instance())) {
            return;
        }
        Work.Changed change = instances.start(order, version, Machine::start);
        if (reaches(change) && instances.isKept(order.instance())) {
            instances.forget(order.instance());
            return;
        }
        add(change, null);
    }

    /** Whether a transition concerns more than its instance, so that it cannot be dropped alone. */
    private static boolean reaches(Work.Changed change) {
        return change.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Child || effect instanceof Effect.Listen);
    }

    void move(String id, Command command) {
        if (command instanceof Command.Due due && due.isTurn()) {
            turn(id);
            return;
        }
        instances.wake(List.of(id));
        Work.Changed change = instances.apply(id, command);
        if (change != null) {
            add(change, command);
        }
    }

    private void turn(String id) {
        Turn turn = turnstile.turns().of(id);
        if (turn != null) {
            admission.goOn(turn.line());
        }
    }

    void add(Work.Changed change, @Nullable Command by) {
        Instance instance = change.instance();
        work.change(change);
        work.undoing(() -> instances.forget(instance.id()));
        Turn free = turnstile.follow(change, by, work);
        if (free != null) {
            next.add(() -> admission.goOn(free.line()));
        }
        effects += change.effects().size();
        characters += change.characters();
        for (Effect effect : change.effects()) {
            if (effect instanceof Effect.Child child) {
                next.add(() -> child(instance, child));
            } else if (effect instanceof Effect.Abandon abandon) {
                next.add(() -> abandon(instance, abandon));
            } else if (effect instanceof Effect.Listen listen) {
                next.add(() -> listen(instance, listen));
            } else if (effect instanceof Effect.Silence silence && !isHeard(silence, by)) {
                next.add(() -> silence(instance, silence.ear()));
            }
        }
        Parent parent = instance.origin().waiting();
        Command end = change.end();
        if (parent != null && end != null) {
            next.add(() -> tell(instance, parent, end));
        }
    }

    /** Who has heard what he waited for is not there any more. */
    private static boolean isHeard(Effect.Silence silence, @Nullable Command by) {
        Effect.Ear ear = silence.ear();
        return by instanceof Command.Heard heard
                && heard.path().equals(ear.path())
                && heard.iteration() == ear.iteration()
                && heard.attempt() == ear.attempt()
                && heard.filter() == ear.filter();
    }

    /** A task runs a process: begins it, or has it go on. */
    void child(Instance instance, Effect.Child child) {
        if (isFull()) {
            send(Crossing.child(instance, child));
            return;
        }
        Instance there = instances.known(child.id());
        if (there == null) {
            begin(instance, child);
        } else if (child.again()) {
            goOn(there, child.parent());
        }
    }

    private void begin(Instance instance, Effect.Child child) {
        StartOrder order = new StartOrder(
                child.id(),
                partition,
                child.definition(),
                instance.key(),
                child.input(),
                instance.origin().under(child.parent()));
        try {
            admission.come(order);
        } catch (Instances.UnknownDefinition e) {
            if (!child.parent().awaits()) {
                throw e;
            }
            Fault fault = Fault.of("configuration", 404, "unknown process", String.valueOf(e.getMessage()));
            tell(child.parent(), failed(child.parent(), fault));
        }
    }

    private void goOn(Instance child, Parent parent) {
        if (child.state() == State.FAILED) {
            move(child.id(), new Command.Redrive());
        } else if (child.state().ended()) {
            tell(parent, Instances.end(child, parent, null));
        }
    }

    private static Command failed(Parent parent, Fault fault) {
        return new Command.Failed(parent.path(), parent.iteration(), parent.attempt(), fault, 0);
    }

    private void tell(Instance child, Parent parent, Command end) {
        if (isFull()) {
            send(Crossing.ended(child, parent, end));
        } else {
            tell(parent, end);
        }
    }

    private void tell(Parent parent, Command end) {
        move(parent.instance(), end);
    }

    private void abandon(Instance instance, Effect.Abandon abandon) {
        if (isFull()) {
            send(Crossing.abandon(instance, abandon));
        } else {
            abandon(abandon.child(), abandon.undo());
        }
    }

    /** A process runs for nobody any more: it is cancelled, and forgotten in time when it has failed. */
    void abandon(String child, boolean undo) {
        Instance there = instances.known(child);
        if (there != null && there.state() == State.FAILED) {
            stages.writes().givenUp(there, stages.clock().millis()).forEach(work::write);
        } else if (there != null) {
            move(child, new Command.Cancel("the task that ran it does not wait for it any more", undo));
        }
    }

    private void listen(Instance instance, Effect.Listen listen) {
        Listener listener = Listener.of(instance, listen, stages.clock().millis());
        if (isHere(Crossing.key(listen.ear()))) {
            register(listener, Trail.of(instance));
        } else {
            send(Crossing.register(Trail.of(instance), listener));
        }
    }

    private boolean isHere(String key) {
        return stages.journal().partitionOf(key) == partition;
    }

    /** Somebody waits for an event that comes, or came, to this partition. */
    void register(Listener listener, Trail from) {
        meeting.register(listener, work).forEach(hit -> next.add(() -> heard(hit, from)));
    }

    /** An event came for those who wait in this partition. */
    void offer(Told told, String type, String value, Trail from) {
        meeting.offer(told, type, value, work).forEach(hit -> next.add(() -> heard(hit, from)));
    }

    private void heard(Meeting.Hit hit, Trail from) {
        Effect.Ear ear = hit.listener().ear();
        if (isHere(hit.listener().key()) && !isFull()) {
            move(
                    hit.listener().instance(),
                    new Command.Heard(
                            ear.path(),
                            ear.iteration(),
                            ear.attempt(),
                            ear.filter(),
                            hit.told().json()));
        } else {
            send(Crossing.heard(from, partition, hit));
        }
    }

    private void silence(Instance instance, Effect.Ear ear) {
        if (isHere(Crossing.key(ear))) {
            meeting.silence(Listener.id(instance.id(), ear), true, work);
        } else {
            send(Crossing.silence(instance, ear));
        }
    }
}
