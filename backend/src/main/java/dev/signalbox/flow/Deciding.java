package dev.signalbox.flow;

import dev.signalbox.event.Event;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rule session of one ownership: takes events in order, and is made anew when a rule fails or the rules change. */
final class Deciding {

    private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

    /** Events that come from events are a loop beyond this depth. */
    private static final int DEEPEST = 16;

    private static final String TOO_LARGE = "the decision is too large for one commit: it starts, emits or cancels too"
            + " much for one event; let one event stand for fewer things";

    private final Stages stages;
    private final int partition;
    private final Intentions intentions;
    private final Fold fold;
    private final Preparations preparations;
    private final Watched watched;
    private Rulebooks.Version version;
    private Session session;
    private long ticked;
    private long tickedAt;
    private int ticks;

    Deciding(Stages stages, int partition, Intentions intentions, Fold fold, Preparations preparations, Past past) {
        this.stages = stages;
        this.partition = partition;
        this.intentions = intentions;
        this.fold = fold;
        this.preparations = preparations;
        this.watched = stages.watchdog().of(partition);
        this.ticked = past.ticked();
        this.tickedAt = past.position();
        this.ticks = past.ticks();
        this.version = read(past.rulebook());
        this.session = fold.upTo(past.position(), version);
        watched.decides(session);
    }

    /**
     * Where an ownership begins.
     *
     * @param ticked last second after the position whose decision is committed; 0 when there is none
     * @param ticks the number of that decision; 0 when there is none
     */
    record Past(long position, int rulebook, long ticked, int ticks) {}

    int rulebook() {
        return version.number();
    }

    Rulebooks.Version version() {
        return version;
    }

    private Rulebooks.Version read(int number) {
        return Patience.of("version " + number + " in partition " + partition, () -> stages.rulebooks()
                .version(number));
    }

    /** Steps the clock to a time before which nothing more can come; what fires belongs to the position. */
    void clock(long position, long at, Consumer<Work> then) {
        if (position != tickedAt) {
            tickedAt = position;
            ticks = 0;
        }
        for (Decision decision : fired(position, at, then)) {
            if (decision.second() > ticked) {
                ticked = decision.second();
                ticks++;
                then.accept(tick(position, decision));
            }
        }
    }

    private List<Decision> fired(long position, long at, Consumer<Work> then) {
        while (true) {
            try {
                return advance(position, at);
            } catch (RuleFault e) {
                LOG.warn("partition {}: nothing fires at second {} of the clock: {}", partition, e.second(), e.told());
                breached(e);
                fold.leaveOut(e);
                then.accept(faulty(e));
                renew(position);
            }
        }
    }

    private List<Decision> advance(long position, long at) {
        watched.begin(session, position, false);
        try {
            return fold.advance(session, at);
        } finally {
            watched.end();
        }
    }

    private void breached(RuleFault e) {
        if (e.breach() && !e.rule().isEmpty()) {
            stages.rulebooks().breached(e.rule(), version.number(), String.valueOf(e.getMessage()));
        }
    }

    private Work faulty(RuleFault e) {
        var row = fold.faults().keep(e.second(), cause(String.valueOf(e.getMessage())));
        return Work.of(new Write.Put(stages.keys().faulty(partition), row));
    }

    private Work tick(long position, Decision decision) {
        try {
            Work work = intentions.tick(position, decision, version, ticks);
            if (isKept(work, Lasting.facts(session, position, decision))) {
                return work;
            }
            work.undo();
            return nothing(position, decision, TOO_LARGE);
        } catch (Instances.UnknownDefinition e) {
            LOG.warn("partition {}: a second of the clock came to nothing: {}", partition, e.told());
            return nothing(position, decision, String.valueOf(e.getMessage()));
        }
    }

    /** What the rules have inserted at this second stays all the same. */
    private Work nothing(long position, Decision decision, String why) {
        Work work = intentions.nothing(position, decision, ticks, why);
        if (!isKept(work, Lasting.facts(session, position, decision))) {
            throw new IllegalStateException("what rules have inserted at second " + decision.second()
                    + " of the clock is too much for a commit");
        }
        return work;
    }

    /** Adds what was inserted, and whatever has expired meanwhile; unless it is too much for one commit. */
    private boolean isKept(Work work, List<Lasting.Fact> inserted) {
        Lasting lasting = fold.lasting();
        lasting.add(inserted);
        lasting.forget(session.now());
        lasting.writes(stages.keys().inserted(partition)).forEach(work::write);
        if (Batch.holds(work)) {
            lasting.sent();
            return true;
        }
        lasting.drop(inserted);
        return false;
    }

    /** The work of one event; when its evaluation fails, its quarantine. */
    Work event(Entry entry) {
        if (entry.offer().depth() > DEEPEST) {
            return quarantine(
                    entry, "loop: " + entry.offer().depth() + " events deep, each derived from the one before");
        }
        if (fold.leavesOut(entry.position())) {
            return blamed(entry);
        }
        try {
            stages.failpoints().pass(Failpoint.RULE_BEFORE_FIRE);
            Decision decision = decide(entry);
            if (!session.forgotten().isEmpty()) {
                watched.forgot(session.forgotten());
            }
            Work work = intentions.event(entry, decision, version);
            forget(entry, work);
            List<Lasting.Fact> inserted = Lasting.facts(session, entry.position(), decision);
            if (isKept(work, inserted)) {
                return work;
            }
            work.undo();
            return without(entry, TOO_LARGE, TOO_LARGE);
        } catch (RuleFault e) {
            breached(e);
            String cause = String.valueOf(e.getMessage());
            return e.undone() ? quarantine(entry, cause, e.told()) : without(entry, cause, e.told());
        } catch (Instances.UnknownDefinition e) {
            return without(entry, String.valueOf(e.getMessage()), e.told());
        }
    }

    private Decision decide(Entry entry) {
        Event event = entry.event();
        watched.begin(session, entry.position(), false);
        try {
            return session.on(event);
        } finally {
            watched.end();
        }
    }

    /** A rebuild of the session begins no earlier than a window before this event, once it is committed. */
    private void forget(Entry entry, Work work) {
        long window = version.rules().window().toMillis();
        List<String> old = fold.faults().forget(entry.at() - window);
        if (!old.isEmpty()) {
            work.write(new Write.Remove(stages.keys().faulty(partition), old));
        }
    }

    /** An entry that ended an owner, whose watchdog has put it in quarantine. */
    private Work blamed(Entry entry) {
        String row = Patience.of(
                "the cause of position " + entry.position() + " in partition " + partition,
                () -> stages.remains().cause(partition, entry.position()).await());
        return Quarantine.of(stages, partition, entry, Cause.read(row), "an owner failed at it");
    }

    /** The event has left traces in the session, which is made anew without it. */
    private Work without(Entry entry, String cause, String told) {
        fold.leaveOut(entry.position());
        renew(entry.position());
        return quarantine(entry, cause, told);
    }

    /** Keeps an entry for a cause that quotes nothing of it. */
    Work quarantine(Entry entry, String cause) {
        return quarantine(entry, cause, cause);
    }

    /** Keeps an entry that no session shall see. */
    Work quarantine(Entry entry, String cause, String told) {
        fold.leaveOut(entry.position());
        return Quarantine.of(stages, partition, entry, cause(cause), told);
    }

    private Cause cause(String text) {
        return new Cause(text, stages.clock().millis(), version.number());
    }

    /** From this position on another version decides; the work is what its rules have inserted by then. */
    Work switchTo(int number, long position) {
        long began = stages.clock().millis();
        version = read(number);
        Preparations.Prepared prepared = preparations.take(partition, number);
        session.close();
        session = prepared == null ? fold.upTo(position, version) : fold.takeUp(prepared, position, version);
        watched.decides(session);
        LOG.info(
                "partition {}: version {} decides from position {}; its session {} took {} ms",
                partition,
                number,
                position + 1,
                prepared == null
                        ? "was not prepared, and"
                        : "was prepared up to " + (position - prepared.position()) + " entries before, which",
                stages.clock().millis() - began);
        Work work = new Work();
        if (!isKept(work, List.of())) {
            throw new IllegalStateException("what version " + number + " has inserted is too much for a commit");
        }
        return work;
    }

    private void renew(long position) {
        session.close();
        session = fold.upTo(position, version);
        watched.decides(session);
    }

    /** The first position that a rebuild of the session would read. */
    long floor(long position) {
        return Math.min(fold.before(position, version), position) + 1;
    }

    void close() {
        watched.decides(null);
        session.close();
    }
}
