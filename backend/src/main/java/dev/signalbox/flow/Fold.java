package dev.signalbox.flow;

import dev.signalbox.event.Event;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private final Lasting lasting;
    private final Watched watched;
    private long reached;

    /**
     * @param keep called now and then while a replay goes on, which may take longer than a lease
     */
    Fold(Stages stages, int partition, TakeOver before, Runnable keep) {
        this.stages = stages;
        this.partition = partition;
        this.quarantined = new HashSet<>(before.quarantined());
        this.faults = before.faults();
        this.lasting = before.lasting();
        this.watched = stages.watchdog().of(partition);
        this.keep = keep;
    }

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
            throw new IllegalStateException("the clock cannot pass second " + fault.second(), fault);
        }
    }

    /** A session that has seen all events up to the position, and its clock at that of the last one. */
    Session upTo(long position, Rulebooks.Version wanted) {
        faults.decideBy(wanted.number());
        for (int failures = 0; ; failures++) {
            boolean told = lasting.tells(wanted.number());
            Session session = wanted.rules().session();
            try {
                replay(session, position, wanted, told ? new Telling() : new Finding(wanted, failures <= MOST_FAULTS));
                return session;
            } catch (RuleFault | IllegalArgumentException e) {
                session.close();
                if (told) {
                    LOG.warn("partition {}: what rules have inserted is found out anew: {}", partition, e.getMessage());
                    lasting.find(wanted.number());
                } else if (e instanceof RuleFault fault) {
                    leaveOut(fault, failures);
                } else {
                    throw e;
                }
            } catch (RuntimeException | Error e) {
                session.close();
                throw e;
            }
        }
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

    private void replay(Session session, long position, Rulebooks.Version wanted, Way way) {
        long from = before(position, wanted);
        try (Progress progress = new Progress(stages, partition, from, position)) {
            session.mute(true);
            replay(session, position, way, progress);
            way.end(session);
            stages.failpoints().pass(Failpoint.HANDOVER_BEFORE_REPLAY_DONE);
            session.mute(false);
        }
    }

    private void replay(Session session, long position, Way way, Progress progress) {
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
    private void see(Session session, Entry entry, Way way) {
        reached = entry.position();
        watched.begin(session, reached, true);
        try {
            way.clock(session, entry);
            if (entry.offer().kind() == Kind.EVENT && !leavesOut(reached) && !faults.hasPosition(reached)) {
                way.show(
                        session,
                        entry,
                        new Event(entry.offer().envelope(), entry.offer().key(), entry.at()));
            }
        } finally {
            watched.end();
        }
    }

    /** How a session is shown what was decided before. */
    private interface Way {

        void clock(Session session, Entry entry);

        void show(Session session, Entry entry, Event event);

        void end(Session session);
    }

    /** Nothing fires: what rules have inserted is known. */
    private final class Telling implements Way {

        private final Deque<Lasting.Fact> facts = new ArrayDeque<>(lasting.facts());

        @Override
        public void clock(Session session, Entry entry) {
            insert(session, entry.position());
            session.pass(entry.at());
        }

        @Override
        public void show(Session session, Entry entry, Event event) {
            session.see(event);
        }

        /** With what was inserted at a second after the last entry the clock comes to that second, which is decided. */
        @Override
        public void end(Session session) {
            insert(session, Long.MAX_VALUE);
        }

        private void insert(Session session, long before) {
            for (var first = facts.peek(); first != null && first.position() < before; first = facts.peek()) {
                facts.remove();
                session.pass(first.clock());
                session.insert(first.inserted());
            }
        }
    }

    /** The rules fire, and find out what they would have inserted; unless they fail too often. */
    private final class Finding implements Way {

        private final boolean firing;

        Finding(Rulebooks.Version wanted, boolean firing) {
            this.firing = firing;
            lasting.find(wanted.number());
        }

        @Override
        public void clock(Session session, Entry entry) {
            if (firing) {
                advance(session, entry.at()).forEach(tick -> found(session, entry.position() - 1, tick));
            } else {
                session.pass(entry.at());
            }
        }

        @Override
        public void show(Session session, Entry entry, Event event) {
            if (!firing) {
                session.see(event);
                return;
            }
            try {
                found(session, entry.position(), session.on(event));
            } catch (RuleFault e) {
                if (!e.undone()) {
                    throw e;
                }
                faults.addPosition(reached);
            }
        }

        private void found(Session session, long position, Decision decision) {
            facts(session, position, decision).forEach(lasting::found);
        }

        @Override
        public void end(Session session) {
            lasting.found(session.now());
        }
    }

    /** What a decision has inserted, with its moment. */
    static List<Lasting.Fact> facts(Session session, long position, Decision decision) {
        long clock = decision.second() > 0 ? decision.second() : session.now();
        return decision.inserted().stream()
                .map(each -> new Lasting.Fact(position, decision.second(), clock, each))
                .toList();
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
