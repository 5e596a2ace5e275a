package dev.signalbox.flow;

import dev.signalbox.flow.process.Effect;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.task.Attempt;
import dev.signalbox.flow.task.Timer;
import dev.signalbox.flow.task.Timers;

/** Carries out the effects of committed transitions, and counts the attempts that are under way. */
final class Carrying {

    private final Stages stages;
    private final Inbox inbox;
    private final Timers timers;
    private int underWay;

    Carrying(Stages stages, Inbox inbox, Timers timers) {
        this.stages = stages;
        this.inbox = inbox;
        this.timers = timers;
    }

    void carryOut(Work.Changed change, Effect effect) {
        Instance instance = change.instance();
        if (effect instanceof Effect.Outward outward) {
            underWay++;
            Attempt attempt = new Attempt(instance, outward, change.fresh() != null);
            stages.calls().make(attempt, outcome -> inbox.leave(new Inbox.Note.Ended(outcome)));
        } else if (effect instanceof Effect.Timer timer) {
            timers.add(new Timer(instance.id(), timer.path(), timer.iteration(), timer.attempt()), timer.due());
        } else if (effect instanceof Effect.Untimed over) {
            timers.remove(new Timer(instance.id(), over.path(), over.iteration(), over.attempt()));
        }
    }

    void ended() {
        underWay = Math.max(0, underWay - 1);
    }

    int underWay() {
        return underWay;
    }
}
