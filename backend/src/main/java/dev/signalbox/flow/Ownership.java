package dev.signalbox.flow;

import dev.signalbox.flow.journal.Claim;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.task.Outcome;
import dev.signalbox.flow.task.Timer;
import dev.signalbox.flow.task.Timers;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One ownership of a partition, from its claim until it is given back or fenced. */
final class Ownership {

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final int MANY = 128;
    private static final int BUSY = 2_000;
    private static final long IDLE = 250;
    private static final long SECOND = 1_000;

    private final Stages stages;
    private final int number;
    private final Inbox inbox;
    private final Claim.Held held;
    private final Committing committing;
    private final Instances instances;
    private final Timers timers;
    private final Carrying carrying;
    private final Dispatch dispatch;
    private final Deciding deciding;
    private final Handling handling;
    private long position;
    private long renewed;
    private long ticked;
    private boolean more = true;

    /** Takes the partition up where its last owner left it. */
    Ownership(Stages stages, int number, Inbox inbox, Claim.Held held) {
        this.stages = stages;
        this.number = number;
        this.inbox = inbox;
        this.held = held;
        this.position = held.position();
        this.renewed = stages.clock().millis();
        TakeOver before = TakeOver.read(stages, number, held);
        this.instances = new Instances(stages, number);
        this.timers = before.timers();
        this.carrying = new Carrying(stages, inbox, timers);
        this.dispatch = new Dispatch(stages, number, inbox);
        this.committing = new Committing(stages, number, held);
        this.deciding = new Deciding(
                stages,
                number,
                new Intentions(stages, number, instances),
                new Fold(stages, number, before.quarantined()),
                before.past());
        this.handling = new Handling(stages, number, instances, deciding);
        before.rows().forEach(dispatch::offer);
        instances.takeUp(before.running()).forEach(this::carryOut);
        LOG.info(
                "partition {}: owned with epoch {} from position {}, rulebook {}",
                number,
                held.epoch(),
                position,
                held.rulebook());
    }

    void run(BooleanSupplier open) throws InterruptedException {
        try {
            while (open.getAsBoolean()) {
                turn();
            }
            committing.release();
        } finally {
            deciding.close();
        }
    }

    private void turn() throws InterruptedException {
        List<Inbox.Note> notes = inbox.take(more ? 0 : rest());
        Batch batch = new Batch(position);
        notes.forEach(note -> take(note, batch));
        due(batch);
        entries(batch);
        dispatch.again(stages.clock().millis());
        if (!batch.isEmpty() || batch.position() > position) {
            commit(batch);
        }
        keep();
    }

    private void take(Inbox.Note note, Batch batch) {
        if (note instanceof Inbox.Note.Ended ended) {
            carrying.ended();
            Outcome outcome = ended.outcome();
            instances.wake(List.of(outcome.instance()));
            instances.apply(outcome.instance(), outcome.command()).ifPresent(change -> batch.add(Work.of(change)));
        } else if (note instanceof Inbox.Note.Delivered delivered) {
            batch.add(dispatch.delivered(delivered.row()));
        }
    }

    private void due(Batch batch) {
        List<Timer> due = timers.due(stages.clock().millis());
        if (due.isEmpty()) {
            return;
        }
        stages.failpoints().pass("timer.afterDue");
        instances.wake(due.stream().map(Timer::instance).toList());
        for (Timer timer : due) {
            batch.add(instances
                    .apply(timer.instance(), timer.outcome().command())
                    .map(Work::of)
                    .orElseGet(() -> Work.of(new Write.Unrank(stages.keys().timers(number), timer.member()))));
        }
    }

    private void entries(Batch batch) {
        long now = stages.clock().millis();
        boolean tick = !more && now - ticked >= SECOND;
        long clock = tick ? stages.journal().clock(number).await() : 0;
        int size = held.fruitless() >= 2 && position == held.position() ? 1 : MANY;
        List<Entry> entries = carrying.underWay() > BUSY
                ? List.of()
                : stages.journal().read(number, position, size).await();
        stages.failpoints().pass("part.afterRead");
        more = entries.size() == size;
        for (Entry entry : entries) {
            if (batch.full()) {
                more = true;
                return;
            }
            handle(entry, batch);
        }
        if (tick && entries.isEmpty()) {
            ticked = now;
            deciding.clock(position, clock - 1, batch);
        }
    }

    private void handle(Entry entry, Batch batch) {
        deciding.clock(entry.position() - 1, entry.at(), batch);
        boolean poison = held.fruitless() >= 4 && entry.position() == held.position() + 1;
        batch.add(poison ? handling.poison(entry, held.fruitless()) : handling.handle(entry));
        batch.moveTo(entry.position());
    }

    private void commit(Batch batch) throws InterruptedException {
        stages.failpoints().pass("rule.afterFireBeforeCommit");
        committing.commit(batch, deciding.rulebook(), instances);
        stages.failpoints().pass("commit.afterOk");
        position = batch.position();
        renewed = stages.clock().millis();
        for (Work work : batch.works()) {
            work.changed().forEach(this::carryOut);
            work.rows().forEach(dispatch::offer);
            work.moments().forEach(stages.trace()::tell);
        }
        instances.settle(batch.works().stream()
                .flatMap(work -> work.changed().stream())
                .map(Work.Changed::instance)
                .toList());
    }

    private void carryOut(Work.Changed change) {
        change.effects().forEach(effect -> carrying.carryOut(change, effect));
    }

    /** How long nothing can happen but by a note. */
    private long rest() {
        long now = stages.clock().millis();
        Long next = timers.next();
        return next == null ? IDLE : Math.max(0, Math.min(IDLE, next - now));
    }

    private void keep() {
        long now = stages.clock().millis();
        if (now - renewed >= stages.lease().toMillis() / 3) {
            committing.renew();
            renewed = now;
        }
    }
}
