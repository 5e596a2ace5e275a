package dev.signalbox.flow;

import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Limits;
import dev.signalbox.flow.process.Queued;
import dev.signalbox.flow.turn.Line;
import dev.signalbox.flow.turn.Turn;
import dev.signalbox.flow.turn.Turns;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the lines of a partition as its instances come, begin and end: in memory, and in the commit that makes them do so. */
final class Turnstile {

    /* So many beginnings that do not count any more are taken out with one change. */
    private static final int FORGOTTEN = 100;

    private final Stages stages;
    private final int partition;
    private final Turns turns;

    Turnstile(Stages stages, int partition, Turns turns) {
        this.stages = stages;
        this.partition = partition;
        this.turns = turns;
    }

    Turns turns() {
        return turns;
    }

    /**
     * An instance has come, gone on or ended.
     *
     * @return its turn before, when that has become free for another one; null when nothing has
     */
    @Nullable
    Turn follow(Work.Changed change, @Nullable Command by, Work work) {
        Turn before = turns.of(change.instance().id());
        if (before == null && change.limits() == null) {
            return null;
        }
        long now = stages.clock().millis();
        Turn after = after(before, change, by instanceof Command.Begin, now);
        if (Objects.equals(before, after)) {
            return null;
        }
        move(change.instance().id(), before, after, work);
        if (after != null && after.until() > 0) {
            turns.forgotten(now, FORGOTTEN).forEach(old -> move(old.instance(), old, null, work));
        }
        return change.instance().state().ended() && before != null && before.stage() != Turn.Stage.OVER ? before : null;
    }

    /** One whose instance is gone. */
    void forget(Turn turn, Work work) {
        move(turn.instance(), turn, null, work);
    }

    private @Nullable Turn after(@Nullable Turn before, Work.Changed change, boolean begins, long now) {
        Instance instance = change.instance();
        Limits limits = change.limits();
        Turn turn = begins ? turn(before, change, Turn.Stage.RUNS).begins(now, per(limits)) : before;
        if (instance.state().ended()) {
            return turn == null || turn.until() <= now ? null : turn.over();
        }
        if (Queued.place(instance) != null) {
            return turn(turn, change, Turn.Stage.WAITS);
        }
        boolean putBack = turn == null ? limits != null : turn.stage() == Turn.Stage.OVER;
        return putBack ? turn(turn, change, Turn.Stage.RUNS).again(turns.next()) : turn;
    }

    private static long per(@Nullable Limits limits) {
        Limits.Rate rate = limits == null ? null : limits.rate();
        return rate == null ? 0 : rate.per();
    }

    private Turn turn(@Nullable Turn there, Work.Changed change, Turn.Stage stage) {
        Instance instance = change.instance();
        return there != null
                ? there
                : new Turn(instance.id(), new Line(instance.definition(), instance.key()), turns.next(), stage, 0, 0);
    }

    /** What was noted is taken back with the work. */
    private void move(String instance, @Nullable Turn before, @Nullable Turn after, Work work) {
        note(instance, after);
        work.undoing(() -> note(instance, before));
        String key = stages.keys().turns(partition);
        work.write(
                after == null
                        ? new Write.Remove(key, List.of(instance))
                        : new Write.Put(key, Map.of(instance, after.text())));
    }

    private void note(String instance, @Nullable Turn turn) {
        if (turn == null) {
            turns.remove(instance);
        } else {
            turns.put(turn);
        }
    }
}
