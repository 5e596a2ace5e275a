package dev.signalbox.flow;

import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
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

    private final Stages stages;
    private final int partition;
    private final Set<Long> left = new HashSet<>();

    /** @param quarantined positions whose events no session sees */
    Fold(Stages stages, int partition, Set<Long> quarantined) {
        this.stages = stages;
        this.partition = partition;
        this.left.addAll(quarantined);
    }

    void leaveOut(long position) {
        left.add(position);
    }

    /** A session that has seen all events up to the position, and its clock at that of the last one. */
    Session upTo(long position, Rulebooks.Version version) {
        while (true) {
            Session session = version.rules().session();
            try {
                replay(session, position, version);
                return session;
            } catch (Failed e) {
                session.close();
                LOG.warn(
                        "partition {}: the event at position {} broke the replay and is left out: {}",
                        partition,
                        e.position,
                        e.getMessage());
                left.add(e.position);
            }
        }
    }

    private void replay(Session session, long position, Rulebooks.Version version) {
        long after = start(position, version.rules().window().toMillis());
        session.mute(true);
        while (after < position) {
            List<Entry> page = stages.journal().read(partition, after, PAGE).await();
            if (page.isEmpty()) {
                break;
            }
            for (Entry entry : page) {
                if (entry.position() <= position) {
                    see(session, entry);
                }
                after = entry.position();
            }
        }
        session.mute(false);
    }

    private void see(Session session, Entry entry) {
        if (entry.offer().kind() != Kind.EVENT || left.contains(entry.position())) {
            return;
        }
        try {
            var unusedTicks = session.advance(entry.at());
            var unusedDecision = session.on(new Event(entry.offer().envelope(), entry.at()));
        } catch (RuleFault e) {
            throw new Failed(entry.position(), e);
        }
    }

    /** The position before the first entry of the window, by halving: positions are gapless and times never go back. */
    private long start(long position, long window) {
        List<Entry> last = stages.journal().read(partition, position - 1, 1).await();
        if (position == 0 || last.isEmpty()) {
            return position;
        }
        long from = last.get(0).at() - window;
        long low = 0;
        long high = position;
        while (low < high) {
            long middle = (low + high) / 2;
            List<Entry> found = stages.journal().read(partition, middle, 1).await();
            if (!found.isEmpty() && found.get(0).at() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** An event that was decided before fails now. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long position;

        Failed(long position, RuleFault cause) {
            super(cause.getMessage(), cause);
            this.position = position;
        }
    }
}
