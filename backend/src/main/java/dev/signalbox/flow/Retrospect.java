package dev.signalbox.flow;

import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.RedisRemains;
import dev.signalbox.flow.match.History;
import dev.signalbox.flow.match.Recall;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Rules;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings a session beside the live ones to the moment before an entry, by the same fold of the journal. It waits for Redis,
 * and may take seconds: not for the threads of partitions, nor for an event loop.
 */
public final class Retrospect {

    /** A version that fails at more of it is not let fire: each fault costs a replay. */
    private static final int MOST_FAULTS = 4;

    /** Rules that fail at so much of it, without firing, cannot be brought to the moment in the time that anybody waits. */
    private static final int MOST_REPLAYS = 100;

    private static final int PAGE = 1_000;

    private final JournalHistory history;
    private final RedisRemains remains;
    private final Bounds bounds;

    public Retrospect(JournalHistory history, RedisRemains remains, Bounds bounds) {
        this.history = history;
        this.remains = remains;
        this.bounds = bounds;
    }

    /**
     * How much of a rule window is looked at.
     *
     * @param nanos for one try; a replay that takes longer is begun anew with fewer entries
     */
    public record Bounds(long entries, long nanos) {}

    /** A session at its moment, and what it rests on. The caller closes it. */
    public record Past(Recall recall, History history) {}

    /** @param seen is told of each event that is replayed */
    public Past before(Entry entry, Rules rules, Consumer<Event> seen) {
        int partition = entry.partition();
        Set<Long> left = remains.quarantined(partition).await();
        Faults faults = new Faults(remains.faulty(partition).await());
        faults.decideBy(rules.version());
        long position = entry.position() - 1;
        long from = WindowStart.before(position, rules.window(), after -> history.after(partition, after, 1)
                .await());
        return new Replay(entry, rules, seen, left, faults, from).run();
    }

    /** One replay in the making. */
    private final class Replay {

        private final Entry entry;
        private final Rules rules;
        private final Consumer<Event> seen;
        private final Set<Long> left;
        private final Faults faults;
        private final long from;
        private long most = bounds.entries();
        private boolean late;
        private long reached;
        private long first;
        private long count;

        Replay(Entry entry, Rules rules, Consumer<Event> seen, Set<Long> left, Faults faults, long from) {
            this.entry = entry;
            this.rules = rules;
            this.seen = seen;
            this.left = left;
            this.faults = faults;
            this.from = from;
        }

        Past run() {
            for (int failures = 0; ; ) {
                Recall recall = rules.recall();
                try {
                    replay(recall, failures <= MOST_FAULTS);
                    return new Past(recall, history());
                } catch (RuleFault e) {
                    recall.close();
                    failures++;
                    if (failures > MOST_REPLAYS) {
                        throw e;
                    }
                    leaveOut(e);
                } catch (Late e) {
                    recall.close();
                    late = true;
                    most = count / 4;
                } catch (RuntimeException | Error e) {
                    recall.close();
                    throw e;
                }
            }
        }

        private void leaveOut(RuleFault e) {
            boolean known = e.second() > 0 ? !faults.addSecond(e.second()) : faults.hasPosition(reached);
            if (known) {
                throw e;
            }
            if (e.second() == 0) {
                faults.addPosition(reached);
            }
        }

        private void replay(Recall recall, boolean firing) {
            long deadline = System.nanoTime() + bounds.nanos();
            long last = entry.position() - 1;
            long start = Math.max(from, last - most);
            first = entry.position();
            count = 0;
            Pages pages = new Pages(history::after, entry.partition());
            for (long after = start; after < last; after = reached) {
                List<Entry> page =
                        pages.after(after, (int) Math.min(PAGE, last - after)).entries();
                if (page.isEmpty()) {
                    break;
                }
                for (Entry each : page) {
                    first = Math.min(first, each.position());
                    reached = each.position();
                    show(recall, each, firing);
                    count++;
                    if (count > 16 && System.nanoTime() > deadline) {
                        throw new Late();
                    }
                }
            }
            if (firing) {
                var unusedTicks = faults.advance(recall.session(), entry.at());
            } else {
                recall.session().pass(entry.at());
            }
        }

        private void show(Recall recall, Entry each, boolean firing) {
            boolean hidden = each.offer().kind() != Kind.EVENT
                    || left.contains(each.position())
                    || faults.hasPosition(each.position());
            if (hidden) {
                return;
            }
            Event event = each.event();
            seen.accept(event);
            if (firing) {
                var unusedTicks = faults.advance(recall.session(), each.at());
                recall.comes(event, each.position());
                fire(recall, event);
            } else {
                recall.session().pass(each.at());
                recall.comes(event, each.position());
                recall.session().see(event);
            }
        }

        private void fire(Recall recall, Event event) {
            try {
                var unusedDecision = recall.session().on(event);
            } catch (RuleFault e) {
                if (!e.undone()) {
                    throw e;
                }
                faults.addPosition(reached);
            }
        }

        private History history() {
            long start = Math.max(from, entry.position() - 1 - most);
            long wanted = entry.position() - 1 - from;
            if (start > from) {
                return new History(
                        first,
                        count,
                        "the rules remember " + wanted + " entries before this one; only the last " + count
                                + " were looked at" + (late ? ", since more would have taken too long" : "")
                                + ": what lies before them is not in this explanation");
            }
            boolean lost = first > from + 1 && first > 1 && wanted > 0;
            return new History(
                    first,
                    count,
                    lost
                            ? "history begins at position " + first
                                    + ": what the rules remembered of earlier entries is not kept any more"
                            : null);
        }
    }

    /** A replay takes too long. */
    private static final class Late extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Late() {
            super("the replay takes too long", null, false, false);
        }
    }
}
