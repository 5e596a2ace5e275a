package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private final Lasting lasting;
    private final Watched watched;
    private final Replays replays;
    private long reached;

    /**
     * @param replays are told how far one is
     * @param keep called now and then while a replay goes on, which may take longer than a lease
     */
    Fold(Stages stages, int partition, Known known, Watched watched, Replays replays, Runnable keep) {
        this.stages = stages;
        this.partition = partition;
        this.quarantined = new HashSet<>(known.quarantined());
        this.faults = known.faults();
        this.lasting = known.lasting();
        this.watched = watched;
        this.replays = replays;
        this.keep = keep;
    }

    /** That of the owner of a partition. */
    static Fold ofOwner(Stages stages, int partition, Known known, Runnable keep) {
        return new Fold(stages, partition, known, stages.watchdog().of(partition), stages.replays(), keep);
    }

    /**
     * What is known beside the journal.
     *
     * @param quarantined positions of entries that no session sees
     * @param lasting what rules have inserted
     */
    record Known(Set<Long> quarantined, Faults faults, Lasting lasting) {}

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

    Lasting lasting() {
        return lasting;
    }

    /** From now on no session fires at the second of this fault; what is due then is cancelled. */
    void leaveOut(RuleFault fault) {
        if (!faults.addSecond(fault.second())) {
            throw new IllegalStateException("the clock cannot pass second " + fault.second() + ": " + fault.told());
        }
    }

    /** A session that has seen all events up to the position, and its clock at that of the last one. */
    Session upTo(long position, Rulebooks.Version wanted) {
        faults.decideBy(wanted.number());
        Session session = lasting.tells(wanted.number()) ? told(position, wanted) : null;
        if (session == null) {
            session = findTo(null, 0, position, wanted);
            lasting.found(session.now());
        }
        try {
            stages.failpoints().pass(Failpoint.HANDOVER_BEFORE_REPLAY_DONE);
            session.mute(false);
            return session;
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /** A session that another fold has brought near to the position, for the version that decides from now on. */
    Session takeUp(Preparations.Prepared prepared, long position, Rulebooks.Version wanted) {
        faults.decideBy(wanted.number());
        faults.learn(prepared.faults());
        lasting.find(wanted.number());
        prepared.found().forEach(lasting::found);
        Session session = findTo(prepared.session(), prepared.position(), position, wanted);
        lasting.found(session.now());
        session.mute(false);
        return session;
    }

    /** With what its rules have inserted; null when that does not hold, and is to be found out. */
    private @Nullable Session told(long position, Rulebooks.Version wanted) {
        Session session = wanted.rules().session();
        try {
            Showing.Told way = new Showing.Told(lasting.facts());
            replay(session, before(position, wanted), position, way);
            way.end(session);
            return session;
        } catch (RuleFault e) {
            return anew(session, e.told());
        } catch (IllegalArgumentException e) {
            return anew(session, "some of it is not understood");
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /** Tells only what quotes nothing of an event. */
    private @Nullable Session anew(Session session, String why) {
        session.close();
        LOG.warn("partition {}: what rules have inserted is found out anew: {}", partition, why);
        return null;
    }

    /**
     * Lets the rules fire, muted, and finds out what they insert.
     *
     * @param begun what has seen all up to an earlier position, and is used up; null for nothing
     */
    Session findTo(@Nullable Session begun, long from, long position, Rulebooks.Version wanted) {
        Session session = begun;
        long after = from;
        for (int failures = 0; ; failures++) {
            if (session == null) {
                lasting.find(wanted.number());
                session = wanted.rules().session();
                after = before(position, wanted);
            }
            try {
                replay(session, after, position, new Showing.Found(faults, lasting::found, failures <= MOST_FAULTS));
                return session;
            } catch (RuleFault e) {
                session.close();
                session = null;
                leaveOut(e, failures);
            } catch (RuntimeException | Error e) {
                session.close();
                throw e;
            }
        }
    }

    private void leaveOut(RuleFault e, int failures) {
        if (failures <= MOST_FAULTS) {
            LOG.warn("partition {}: position {} broke the replay and is left out: {}", partition, reached, e.told());
        }
        if (e.second() > 0) {
            leaveOut(e);
        } else {
            faults.addPosition(reached);
        }
    }

    private void replay(Session session, long from, long position, Showing way) {
        try (Progress progress = new Progress(stages, replays, partition, from, position)) {
            session.mute(true);
            replay(session, position, way, progress);
        }
    }

    private void replay(Session session, long position, Showing way, Progress progress) {
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
                    see(session, entry, way);
                }
                keep.run();
                progress.reached(entry.position());
            }
        }
    }

    private static int most(long left) {
        return (int) Math.min(PAGE, left);
    }

    /** The clock is that of each entry, as live; what is no event, or is left out, is not shown. */
    private void see(Session session, Entry entry, Showing way) {
        reached = entry.position();
        watched.begin(session, reached, true);
        try {
            way.clock(session, entry);
            if (entry.offer().kind() == Kind.EVENT && !leavesOut(reached) && !faults.hasPosition(reached)) {
                way.show(session, entry, entry.event());
            }
        } finally {
            watched.end();
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
