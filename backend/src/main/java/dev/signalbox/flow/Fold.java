package dev.signalbox.flow;

import dev.signalbox.event.Event;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a rule session by replaying the rule window of the journal with the rules muted: a session is a fold of the
 * journal, so it is the same after a restart.
 */
final class Fold {

    private static final Logger LOG = LoggerFactory.getLogger(Fold.class);
    private static final int PAGE = 1_000;

    /** A version that fails at more of what it did not decide is not let fire in a replay: each fault costs a new one. */
    private static final int MOST_FAULTS = 16;

    private final Stages stages;
    private final int partition;
    private final Runnable keep;
    private final Set<Long> quarantined;
    private final Faults faults;
    private final Watched watched;
    private final Replays told;
    private long reached;

    /**
     * @param told of how far a replay is
     * @param keep called now and then while a replay goes on, which may take longer than a lease
     */
    Fold(Stages stages, int partition, Known known, Watched watched, Replays told, Runnable keep) {
        this.stages = stages;
        this.partition = partition;
        this.quarantined = new HashSet<>(known.quarantined());
        this.faults = known.faults();
        this.watched = watched;
        this.told = told;
        this.keep = keep;
    }

    /** What is known of entries that no session sees. */
    record Known(Set<Long> quarantined, Faults faults) {}

    void leaveOut(long position) {
        quarantined.add(position);
    }

    /** Whether no session sees the event of this position. */
    boolean leavesOut(long position) {
        return quarantined.contains(position);
    }

    Faults faults() {
        return faults;
    }

    /** From now on no session fires at the second of this fault; what is due then is cancelled. */
    void leaveOut(RuleFault fault) {
        if (!faults.addSecond(fault.second())) {
            throw new IllegalStateException("the clock cannot pass second " + fault.second(), fault);
        }
    }

    /** A session that has seen all events up to the position, and its clock at that of the last one. */
    Session upTo(long position, Rulebooks.Version wanted) {
        faults.decideBy(wanted.number());
        for (int failures = 0; ; failures++) {
            Session session = wanted.rules().session();
            try {
                replay(session, before(position, wanted), position, failures <= MOST_FAULTS);
                stages.failpoints().pass(Failpoint.HANDOVER_BEFORE_REPLAY_DONE);
                return session;
            } catch (RuleFault e) {
                session.close();
                leaveOut(e, failures);
            } catch (RuntimeException | Error e) {
                session.close();
                throw e;
            }
        }
    }

    /** The same from a session that has seen all up to an earlier position; it is used up. */
    Session onTo(Session session, long from, long position, Rulebooks.Version wanted) {
        try {
            replay(session, from, position, true);
            return session;
        } catch (RuleFault e) {
            session.close();
            leaveOut(e, 0);
            return upTo(position, wanted);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /** A session of another fold, for the version that decides from now on, goes on here. */
    Session takeUp(Preparations.Prepared prepared, long position, Rulebooks.Version wanted) {
        faults.decideBy(wanted.number());
        faults.learn(prepared.faults());
        return onTo(prepared.session(), prepared.position(), position, wanted);
    }

    private void leaveOut(RuleFault e, int failures) {
        if (failures <= MOST_FAULTS) {
            LOG.warn(
                    "partition {}: position {} broke the replay and is left out: {}",
                    partition,
                    reached,
                    e.getMessage());
        }
        if (e.second() > 0) {
            leaveOut(e);
        } else {
            faults.addPosition(reached);
        }
    }

    private void replay(Session session, long from, long position, boolean firing) {
        try (Progress progress = new Progress(stages, told, partition, from, position)) {
            session.mute(true);
            replay(session, position, firing, progress);
            session.mute(false);
        }
    }

    private void replay(Session session, long position, boolean firing, Progress progress) {
        Pages pages = new Pages(stages.journal()::read, partition);
        for (long after = progress.from(); after < position; ) {
            List<Entry> page = pages.after(after, most(position - after)).entries();
            if (page.isEmpty()) {
                return;
            }
            after = page.get(page.size() - 1).position();
            if (after < position) {
                pages.ahead(after, most(position - after));
            }
            for (Entry entry : page) {
                if (entry.position() <= position) {
                    see(session, entry, firing);
                }
                keep.run();
                progress.reached(entry.position());
            }
        }
    }

    private static int most(long left) {
        return (int) Math.min(PAGE, left);
    }

    private void see(Session session, Entry entry, boolean firing) {
        reached = entry.position();
        if (entry.offer().kind() != Kind.EVENT || leavesOut(reached) || faults.hasPosition(reached)) {
            return;
        }
        watched.begin(session, reached, true);
        try {
            show(session, entry, firing);
        } finally {
            watched.end();
        }
    }

    private void show(Session session, Entry entry, boolean firing) {
        Event event = new Event(entry.offer().envelope(), entry.offer().key(), entry.at());
        if (firing) {
            var unusedTicks = advance(session, entry.at());
            fire(session, event);
        } else {
            session.pass(entry.at());
            session.see(event);
        }
    }

    private void fire(Session session, Event event) {
        try {
            var unusedDecision = session.on(event);
        } catch (RuleFault e) {
            if (!e.undone()) {
                throw e;
            }
            faults.addPosition(reached);
        }
    }

    /** Lets the clock of a session run, but for the seconds at which it failed before. */
    List<Decision> advance(Session session, long at) {
        return faults.advance(session, at);
    }

    /** The position before the first entry of the window. */
    long before(long position, Rulebooks.Version wanted) {
        return WindowStart.before(position, wanted.rules().window(), this::one);
    }

    private List<Entry> one(long after) {
        return Patience.of(
                "the journal of partition " + partition,
                () -> stages.journal().read(partition, after, 1).await());
    }
}
