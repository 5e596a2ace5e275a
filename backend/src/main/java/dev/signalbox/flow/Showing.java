package dev.signalbox.flow;

import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** How a session is shown what was decided before. */
sealed interface Showing {

    /** Brings its clock to the time of an entry. */
    void clock(Session session, Entry entry);

    void show(Session session, Entry entry, Event event);

    /** Nothing fires: what rules have inserted is known. */
    final class Told implements Showing {

        private final Deque<Lasting.Fact> facts;

        /** @param facts in the order in which they were inserted */
        Told(List<Lasting.Fact> facts) {
            this.facts = new ArrayDeque<>(facts);
        }

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
        void end(Session session) {
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
    final class Found implements Showing {

        private final Faults faults;
        private final Consumer<Lasting.Fact> found;
        private final boolean firing;

        Found(Faults faults, Consumer<Lasting.Fact> found, boolean firing) {
            this.faults = faults;
            this.found = found;
            this.firing = firing;
        }

        @Override
        public void clock(Session session, Entry entry) {
            if (firing) {
                faults.advance(session, entry.at()).forEach(tick -> found(session, entry.position() - 1, tick));
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
                faults.addPosition(entry.position());
            }
        }

        private void found(Session session, long position, Decision decision) {
            Lasting.facts(session, position, decision).forEach(found);
        }
    }
}
