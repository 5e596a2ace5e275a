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

    /* A commit costs as much as several decisions: those that start nothing come together, milliseconds. */
    private static final long COMPANY = 10;

    /* So many owners without progress make the next entry suspect; so many make it poison. */
    private static final int SUSPECT = 2;
    private static final int POISON = 4;

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
    private final Trimming trimming;
    private final Pages pages;
    private final Tail tail = new Tail();
    private Batch batch;
    private long renewed;
    private long committed;
    private long ticked;
    private long read;
    private boolean more = true;
    private boolean asked;

    /** Takes the partition up where its last owner left it. */
    Ownership(Stages stages, int number, Inbox inbox, Claim.Held held) {
        this.stages = stages;
        this.number = number;
        this.inbox = inbox;
        this.held = held;
        this.renewed = stages.clock().millis();
        this.batch = new Batch(held.position(), held.rulebook());
        TakeOver before = TakeOver.read(stages, number, held);
        this.instances = new Instances(stages, number);
        this.timers = before.timers();
        this.carrying = new Carrying(stages, inbox, timers);
        this.dispatch = new Dispatch(stages, number, inbox);
        this.committing = new Committing(stages, number, held);
        this.pages = new Pages(stages, number);
        Fold fold = new Fold(stages, number, before.quarantined(), this::keep);
        this.deciding = new Deciding(stages, number, new Intentions(stages, number, instances), fold, before.past());
        this.handling = new Handling(stages, number, instances, deciding);
        this.trimming = new Trimming(stages, number, held.epoch(), deciding);
        before.rows().forEach(dispatch::offer);
        LOG.info(
                "partition {}: owned with epoch {} from position {}, rulebook {}",
                number,
                held.epoch(),
                held.position(),
                held.rulebook());
        takeUp(before.running());
    }

    private void takeUp(List<String> running) {
        try {
            instances.takeUp(running).forEach(this::carryOut);
        } catch (RuntimeException | Error e) {
            deciding.close();
            throw e;
        }
    }

    void run(BooleanSupplier open) throws InterruptedException {
        try {
            while (open.getAsBoolean()) {
                turn();
            }
            inbox.take(0).forEach(this::take);
            commit();
            committing.release();
        } finally {
            deciding.close();
        }
    }

    private void turn() throws InterruptedException {
        listen();
        due();
        entries();
        dispatch.again(stages.clock().millis());
        if (company() <= 0) {
            commit();
        }
        instances.settle();
        keep();
        trimming.turn(batch.position());
    }

    /** Waits for a note when there is nothing else to do. That none came may mean that another hub appended something. */
    private void listen() throws InterruptedException {
        boolean idle = busy() || !(more || asked || tail.follows(batch.position()));
        List<Inbox.Note> notes = inbox.take(idle ? rest() : 0);
        asked |= idle && notes.isEmpty() && batch.isEmpty();
        notes.forEach(this::take);
    }

    private boolean busy() {
        return carrying.underWay() > BUSY;
    }

    private void take(Inbox.Note note) {
        if (note instanceof Inbox.Note.Ended ended) {
            carrying.ended();
            Outcome outcome = ended.outcome();
            instances.wake(List.of(outcome.instance()));
            instances.apply(outcome.instance(), outcome.command()).ifPresent(change -> add(Work.of(change)));
        } else if (note instanceof Inbox.Note.Delivered delivered) {
            add(dispatch.delivered(delivered.row()));
        } else if (note instanceof Inbox.Note.Appended appended) {
            asked |= !tail.add(appended.entry());
        } else {
            asked = true;
        }
    }

    private void due() {
        List<Timer> due = timers.due(stages.clock().millis(), MANY);
        if (due.isEmpty()) {
            return;
        }
        stages.failpoints().pass("timer.afterDue");
        instances.wake(due.stream().map(Timer::instance).toList());
        for (Timer timer : due) {
            add(instances
                    .apply(timer.instance(), timer.outcome().command())
                    .map(Work::of)
                    .orElseGet(() -> Work.of(new Write.Unrank(stages.keys().timers(number), timer.member()))));
        }
    }

    private void entries() {
        if (busy()) {
            more = false;
            asked = true;
            return;
        }
        long now = stages.clock().millis();
        boolean tick = !more && now - ticked >= SECOND;
        if (!tick && !suspect() && tail.follows(batch.position())) {
            stages.failpoints().pass("part.afterRead");
            tail.after(batch.position(), MANY).forEach(this::handle);
        } else if (tick || more || asked || !tail.isEmpty() || now - read >= IDLE) {
            read(now, tick);
        }
    }

    /** Only a read that began after a second of the clock, and found nothing, lets that second pass. */
    private void read(long now, boolean tick) {
        long clock = tick ? clock() : 0;
        read = now;
        asked = false;
        Pages.Page page = pages.after(batch.position(), suspect() ? 1 : MANY);
        stages.failpoints().pass("part.afterRead");
        more = page.full();
        page.entries().forEach(this::handle);
        if (tick && page.entries().isEmpty()) {
            ticked = now;
            deciding.clock(batch.position(), clock - 1, this::add);
        }
    }

    private long clock() {
        return Patience.of(
                "the clock of partition " + number,
                () -> stages.journal().clock(number).await());
    }

    /** Whether earlier owners ended before they got past the next entry. */
    private boolean suspect() {
        return held.fruitless() >= SUSPECT && batch.position() == held.position();
    }

    private void handle(Entry entry) {
        if (suspect() && held.fruitless() >= POISON) {
            add(handling.poison(entry, held.fruitless()));
        } else {
            if (suspect()) {
                committing.tries();
            }
            deciding.clock(entry.position() - 1, entry.at(), this::add);
            if (Handling.looks(entry.offer().kind())) {
                commit();
            }
            add(handling.handle(entry));
        }
        batch.moveTo(entry.position(), deciding.rulebook());
        keep();
    }

    private void add(Work work) {
        if (!batch.takes(work)) {
            commit();
        }
        batch.add(work);
    }

    /** How long the batch may wait for more: not at all after a rest, or with something to do, or past a suspect entry. */
    private long company() {
        boolean waits = batch.isQuiet() && batch.entries() < MANY && held.fruitless() < SUSPECT;
        return waits ? COMPANY - (stages.clock().millis() - committed) : 0;
    }

    private void commit() {
        if (batch.isEmpty()) {
            return;
        }
        stages.failpoints().pass("rule.afterFireBeforeCommit");
        long sent = stages.clock().millis();
        committing.commit(batch, instances);
        stages.failpoints().pass("commit.afterOk");
        renewed = sent;
        committed = sent;
        Batch done = batch;
        batch = new Batch(done.position(), done.rulebook());
        for (Work work : done.works()) {
            work.changed().forEach(this::carryOut);
            work.rows().forEach(dispatch::offer);
            work.moments().forEach(stages.trace()::tell);
        }
    }

    private void carryOut(Work.Changed change) {
        change.effects().forEach(effect -> carrying.carryOut(change, effect));
    }

    /** How long nothing can happen but by a note. */
    private long rest() {
        long most = batch.isEmpty() ? IDLE : Math.min(IDLE, company());
        Long next = timers.next();
        return Math.max(
                0, next == null ? most : Math.min(most, next - stages.clock().millis()));
    }

    private void keep() {
        long now = stages.clock().millis();
        if (now - renewed >= stages.lease().toMillis() / 3) {
            committing.renew();
            renewed = now;
        }
    }
}
