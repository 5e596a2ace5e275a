package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoint;
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
    private static final long IDLE = 250;
    private static final long SECOND = 1_000;

    /* A commit costs as much as several decisions: those that start nothing come together, milliseconds. */
    private static final long COMPANY = 10;

    /* So long it waits, in nanoseconds, for outcomes of calls before it hands over. */
    private static final long GRACE = 500_000_000;

    private final Stages stages;
    private final int number;
    private final Inbox inbox;
    private final Suspicion suspicion;
    private final Committing committing;
    private final Arrivals arrivals;
    private final Instances instances;
    private final Meeting meeting;
    private final Cascade cascade;
    private final Timers timers;
    private final Carrying carrying;
    private final Dispatch dispatch;
    private final Deciding deciding;
    private final Handling handling;
    private final Trimming trimming;
    private final Pages pages;
    private final Preparations preparations;
    private final Tail tail = new Tail();
    private Batch batch;
    private long committed;
    private long ticked;
    private long read;
    private boolean more = true;
    private boolean asked;
    private boolean ending;

    /** Takes the partition up where its last owner left it. */
    Ownership(Stages stages, int number, Inbox inbox, Committing committing, Preparations preparations) {
        this.stages = stages;
        this.number = number;
        this.inbox = inbox;
        this.preparations = preparations;
        this.committing = committing;
        Claim.Held held = committing.held();
        this.suspicion = new Suspicion(held);
        this.arrivals = new Arrivals(stages, number, inbox);
        this.batch = new Batch(held.position(), held.rulebook());
        TakeOver before = TakeOver.read(stages, number, held);
        this.instances = new Instances(stages, number, this::version);
        this.meeting = new Meeting(stages, number, before.listeners());
        Turnstile turnstile = new Turnstile(stages, number, before.turns());
        this.cascade = new Cascade(stages, number, instances, meeting, turnstile, this::version);
        this.timers = before.timers();
        this.carrying = new Carrying(stages, inbox, timers);
        this.dispatch = new Dispatch(stages, number, inbox);
        this.pages = new Pages(stages.journal()::read, number);
        this.deciding = new Deciding(
                stages,
                number,
                new Intentions(stages, number, cascade),
                Fold.ofOwner(stages, number, before.known(), committing::keep),
                preparations,
                before.past());
        this.handling = new Handling(stages, number, instances, cascade, deciding);
        this.trimming = new Trimming(stages, number, held.epoch(), deciding);
        before.rows().forEach(dispatch::offer);
        preparations.decided(number, held.position());
        LOG.info(
                "partition {}: owned with epoch {} from position {}, rulebook {}",
                number,
                held.epoch(),
                held.position(),
                held.rulebook());
        takeUp(before.running());
    }

    private Rulebooks.Version version() {
        return deciding.version();
    }

    private void takeUp(List<String> running) {
        try {
            instances.takeUp(running).forEach(this::carryOut);
        } catch (RuntimeException | Error e) {
            carrying.end();
            preparations.ended(number);
            deciding.close();
            throw e;
        }
    }

    void run(BooleanSupplier open) throws InterruptedException {
        try {
            while (open.getAsBoolean()) {
                turn();
            }
            end();
            committing.release();
        } finally {
            carrying.end();
            preparations.ended(number);
            deciding.close();
        }
    }

    /** Notes the outcomes of what is under way, if they come soon: the next owner asks again for those that it finds. */
    private void end() throws InterruptedException {
        ending = true;
        long end = System.nanoTime() + GRACE;
        inbox.take(0).forEach(this::take);
        commit();
        while (carrying.underWay() > 0 && System.nanoTime() < end) {
            inbox.take(COMPANY).forEach(this::take);
            commit();
        }
    }

    private void turn() throws InterruptedException {
        listen();
        due();
        entries();
        committing.assure();
        dispatch.again(stages.clock().millis());
        if (company() <= 0) {
            commit();
        }
        instances.settle();
        committing.keep();
        trimming.turn(batch.position());
    }

    /** Waits for a note when there is nothing else to do. That none came may mean that another hub appended something. */
    private void listen() throws InterruptedException {
        boolean idle = carrying.isFull() || !(more || asked || tail.follows(batch.position()));
        if (idle) {
            arrivals.after(batch.position());
        }
        List<Inbox.Note> notes = inbox.take(idle ? rest() : 0);
        asked |= idle && notes.isEmpty() && batch.isEmpty();
        notes.forEach(this::take);
    }

    private void take(Inbox.Note note) {
        if (note instanceof Inbox.Note.Ended ended) {
            carrying.ended(ended.place());
            Outcome outcome = ended.outcome();
            add(cascade.apply(outcome.instance(), outcome.command()).passing(Failpoint.OUTBOX_AFTER_RECORD));
        } else if (note instanceof Inbox.Note.Delivered delivered) {
            add(dispatch.delivered(delivered.row()));
        } else if (note instanceof Inbox.Note.Waits waits) {
            carrying.waits(waits);
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
        stages.failpoints().pass(Failpoint.TIMER_AFTER_DUE);
        instances.wake(due.stream().map(Timer::instance).toList());
        for (Timer timer : due) {
            Work work = cascade.apply(timer.instance(), timer.outcome().command());
            if (work.isEmpty()) {
                work.write(new Write.Unrank(stages.keys().timers(number), timer.member()));
            }
            add(work.passing(Failpoint.TIMER_AFTER_FIRE));
        }
    }

    private void entries() {
        if (carrying.isFull()) {
            more = false;
            asked = true;
            return;
        }
        long now = stages.clock().millis();
        boolean tick = !more && Lapse.isOver(ticked, now, SECOND);
        if (!tick && !suspicion.isAt(batch.position()) && tail.follows(batch.position())) {
            stages.failpoints().pass(Failpoint.PART_AFTER_READ);
            tail.after(batch.position(), MANY).forEach(this::handle);
        } else if (tick || more || asked || !tail.isEmpty() || Lapse.isOver(read, now, IDLE)) {
            read(now, tick);
        }
    }

    /** Only a read that began after a second of the clock, and found nothing, lets that second pass. */
    private void read(long now, boolean tick) {
        long clock = tick ? clock() : 0;
        read = now;
        asked = false;
        Pages.Page page = pages.after(batch.position(), suspicion.isAt(batch.position()) ? 1 : MANY);
        stages.failpoints().pass(Failpoint.PART_AFTER_READ);
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

    private void handle(Entry entry) {
        if (suspicion.isPoison(batch.position())) {
            add(handling.poison(entry, suspicion.owners()));
        } else {
            if (suspicion.isAt(batch.position())) {
                committing.tries();
            }
            deciding.clock(entry.position() - 1, entry.at(), this::add);
            if (Handling.looks(entry.offer().kind())) {
                commit();
            }
            add(handling.handle(entry));
        }
        batch.moveTo(entry.position(), deciding.rulebook());
        committing.keep();
    }

    private void add(Work work) {
        if (!batch.takes(work)) {
            commit();
        }
        batch.add(work);
    }

    /** How long the batch may wait for more: not at all after a rest, or with something to do, or past a suspect entry. */
    private long company() {
        boolean waits = batch.isQuiet() && batch.entries() < MANY && !suspicion.holds();
        return waits ? Math.min(COMPANY, COMPANY - (stages.clock().millis() - committed)) : 0;
    }

    private void commit() {
        if (batch.isEmpty()) {
            return;
        }
        stages.failpoints().pass(Failpoint.RULE_AFTER_FIRE);
        long sent = stages.clock().millis();
        committing.commit(batch, instances);
        stages.failpoints().pass(Failpoint.COMMIT_AFTER_OK);
        meeting.settle();
        committed = sent;
        preparations.decided(number, batch.position());
        Batch done = batch;
        batch = new Batch(done.position(), done.rulebook());
        for (Work work : done.works()) {
            work.pass(stages.failpoints());
            if (!ending) {
                work.changed().forEach(this::carryOut);
                work.rows().forEach(dispatch::offer);
            }
            work.moments().forEach(stages.trace()::tell);
        }
    }

    private void carryOut(Work.Changed change) {
        committing.assure();
        carrying.wentOn(change.instance());
        change.effects().forEach(effect -> carrying.carryOut(change, effect));
    }

    /** How long nothing can happen but by a note. */
    private long rest() {
        long most = batch.isEmpty() ? IDLE : Math.min(IDLE, company());
        Long next = timers.next();
        return Math.max(
                0, next == null ? most : Math.min(most, next - stages.clock().millis()));
    }
}
