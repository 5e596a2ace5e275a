package dev.signalbox.backtest;

import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Fact;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.match.Passing;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One rulebook over one partition: a session that is driven as its owner would drive it, without anything being done.
 * What follows from a fault is as in {@code flow.Deciding} and {@code flow.Fold}; change them together.
 */
final class Side implements AutoCloseable {

    /** Events that come from events are a loop beyond this depth. */
    private static final int DEEPEST = 16;

    /** Each fault that leaves traces costs a new session; a rulebook that fails more often is not worth the time. */
    private static final int MOST_REBUILDS = 1_000;

    /** As live: a rulebook that fails at more of what it did not decide is not let fire in a replay. */
    private static final int MOST_FAULTS = 16;

    private final Law law;
    private final Past past;
    private final Set<Long> leftOut;
    private final TreeSet<Long> faultySeconds = new TreeSet<>();
    private Session session;
    private long reached;
    private long ticked;
    private int rebuilds;

    /**
     * A side that has seen, muted, what a rulebook remembers at a position.
     *
     * @param since what fires at a second before this time was decided before
     */
    Side(Law law, Past past, long position, long since) {
        this.law = law;
        this.past = past;
        this.ticked = since - 1;
        this.leftOut = new HashSet<>(past.quarantined(position));
        this.session = upTo(position);
    }

    /** The time of its clock; 0 while it is not set. */
    long now() {
        return session.now();
    }

    /** Steps the clock to a time; what fires comes after the position. */
    List<Outcome> advance(long position, long at) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Decision decision : fired(position, at, outcomes)) {
            if (decision.second() > ticked) {
                ticked = decision.second();
                outcomes.add(checked(decision));
            }
        }
        return outcomes;
    }

    private List<Decision> fired(long position, long at, List<Outcome> outcomes) {
        while (true) {
            try {
                return advance(session, at);
            } catch (RuleFault e) {
                leaveOut(e);
                outcomes.add(new Outcome.Failed(said(e), e.second()));
                renew(position);
            }
        }
    }

    private List<Decision> advance(Session session, long at) {
        return Passing.advance(session, at, faultySeconds.headSet(at, true));
    }

    private Outcome checked(Decision decision) {
        Optional<String> unknown = unknown(decision);
        return unknown.isPresent()
                ? new Outcome.Failed(unknown.get(), decision.second())
                : new Outcome.Decided(decision);
    }

    /** Decides an event; the clock is at its time already. */
    Outcome decide(Entry entry, Event event) {
        if (entry.offer().depth() > DEEPEST) {
            leftOut.add(entry.position());
            return failed("loop: " + entry.offer().depth() + " events deep, each derived from the one before");
        }
        try {
            Decision decision = session.on(event);
            Optional<String> unknown = unknown(decision);
            return unknown.isEmpty() ? new Outcome.Decided(decision) : without(entry.position(), unknown.get());
        } catch (RuleFault e) {
            if (e.undone()) {
                leftOut.add(entry.position());
                return failed(said(e));
            }
            return without(entry.position(), said(e));
        }
    }

    private static Outcome failed(String cause) {
        return new Outcome.Failed(cause, 0);
    }

    private Optional<String> unknown(Decision decision) {
        for (Intention intention : decision.intentions()) {
            if (intention instanceof Intention.Start start && !law.definitions().test(start.definition())) {
                return Optional.of("rule \"" + start.rule() + "\" starts \"" + start.definition()
                        + "\", but the rulebook has no such process");
            }
        }
        return Optional.empty();
    }

    private Outcome without(long position, String cause) {
        leftOut.add(position);
        renew(position);
        return failed(cause);
    }

    private void renew(long position) {
        session.close();
        count();
        session = upTo(position);
    }

    private void count() {
        if (++rebuilds > MOST_REBUILDS) {
            throw new GivenUp("its rules failed at more than " + MOST_REBUILDS
                    + " events or seconds of a partition: mend the fault that is told, and try again");
        }
    }

    private Session upTo(long position) {
        for (int failures = 0; ; failures++) {
            Session fresh = law.rules().session();
            try {
                fresh.mute(true);
                boolean firing = failures <= MOST_FAULTS;
                past.window(position, law.rules().window().toMillis(), entry -> see(fresh, entry, firing));
                fresh.mute(false);
                return fresh;
            } catch (RuleFault e) {
                fresh.close();
                count();
                if (e.second() > 0) {
                    leaveOut(e);
                } else {
                    leftOut.add(reached);
                }
            } catch (RuntimeException | Error e) {
                fresh.close();
                throw e;
            }
        }
    }

    private void see(Session fresh, Entry entry, boolean firing) {
        reached = entry.position();
        if (firing) {
            var unusedTicks = advance(fresh, entry.at());
        } else {
            fresh.pass(entry.at());
        }
        if (entry.offer().kind() != Kind.EVENT || leftOut.contains(reached)) {
            return;
        }
        Event event = event(entry);
        if (!firing) {
            fresh.see(event);
            return;
        }
        try {
            var unusedDecision = fresh.on(event);
        } catch (RuleFault e) {
            if (!e.undone()) {
                throw e;
            }
            leftOut.add(reached);
        }
    }

    static Event event(Entry entry) {
        return entry.event();
    }

    private void leaveOut(RuleFault e) {
        if (!faultySeconds.add(e.second())) {
            throw new GivenUp("the clock cannot pass second " + e.second() + ", at which "
                    + (e.rule().isEmpty() ? "a condition" : "rule \"" + e.rule() + '"') + " fails");
        }
    }

    private static String said(RuleFault e) {
        return String.valueOf(e.getMessage());
    }

    /** What its rules remember now. */
    List<Fact> facts() {
        return Fact.of(session);
    }

    @Override
    public void close() {
        session.close();
    }
}
