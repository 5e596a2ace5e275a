package dev.signalbox.flow;

import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.task.Attempt;
import dev.signalbox.flow.task.Pending;
import dev.signalbox.flow.task.Timer;
import dev.signalbox.flow.task.Timers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Carries out the effects of committed transitions, and knows the attempts that have no outcome yet: those under way, and
 * those that wait for their target.
 */
final class Carrying {

    /* More than so many under way, or waiting, are enough for a partition: each takes memory. */
    private static final int MOST_UNDER_WAY = 2_000;
    private static final int MOST_WAITING = 10_000;

    private final Stages stages;
    private final Inbox inbox;
    private final Timers timers;
    private final Map<Timer, Pending> pending = new HashMap<>();
    private final Map<String, Set<Timer>> waiting = new HashMap<>();
    private int waits;

    Carrying(Stages stages, Inbox inbox, Timers timers) {
        this.stages = stages;
        this.inbox = inbox;
        this.timers = timers;
    }

    void carryOut(Work.Changed change, Effect effect) {
        Instance instance = change.instance();
        if (effect instanceof Effect.Outward outward) {
            Timer place = new Timer(instance.id(), outward.path(), outward.iteration(), outward.attempt());
            Attempt attempt = new Attempt(instance, outward, change.fresh() != null);
            pending.put(
                    place,
                    stages.calls()
                            .make(
                                    attempt,
                                    begins -> inbox.leave(new Inbox.Note.Waits(place, begins)),
                                    outcome -> inbox.leave(new Inbox.Note.Ended(place, outcome))));
        } else if (effect instanceof Effect.Timer timer) {
            timers.add(new Timer(instance.id(), timer.path(), timer.iteration(), timer.attempt()), timer.due());
        } else if (effect instanceof Effect.Untimed over) {
            timers.remove(new Timer(instance.id(), over.path(), over.iteration(), over.attempt()));
        }
    }

    void waits(Inbox.Note.Waits note) {
        if (!note.begins()) {
            goes(note.place());
        } else if (pending.containsKey(note.place())
                && waiting.computeIfAbsent(note.place().instance(), id -> new HashSet<>())
                        .add(note.place())) {
            waits++;
        }
    }

    void ended(Timer place) {
        if (pending.remove(place) != null) {
            goes(place);
        }
    }

    private void goes(Timer place) {
        Set<Timer> waited = waiting.getOrDefault(place.instance(), new HashSet<>());
        if (waited.remove(place)) {
            waits--;
        }
        if (waited.isEmpty()) {
            waiting.remove(place.instance());
        }
    }

    /** The instance went on: what it does not wait for any more is not made. */
    void wentOn(Instance instance) {
        Set.copyOf(waiting.getOrDefault(instance.id(), Set.of())).stream()
                .filter(place -> !isAt(instance, place))
                .forEach(this::giveUp);
    }

    private static boolean isAt(Instance instance, Timer attempt) {
        Place place = instance.places().get(attempt.path());
        return !instance.state().ended()
                && place != null
                && place.iteration() == attempt.iteration()
                && place.attempt() == attempt.attempt();
    }

    private void giveUp(Timer place) {
        Pending given = pending.get(place);
        if (given != null) {
            given.giveUp();
            ended(place);
        }
    }

    /** What was not made by now is the next owner's. */
    void end() {
        Set.copyOf(pending.keySet()).forEach(this::giveUp);
    }

    int underWay() {
        return pending.size() - waits;
    }

    boolean isFull() {
        return underWay() > MOST_UNDER_WAY || waits > MOST_WAITING;
    }
}
