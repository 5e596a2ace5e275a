package dev.signalbox.backtest;

import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Decides a span of the record by two rulebooks at once, partition by partition, entry by entry. Nothing is done. */
public final class Backtest {

    private final Recorded recorded;
    private final Law before;
    private final Law after;
    private final Span span;
    private final Tally tally;
    private final Comparison comparison;
    private final Changes changes = new Changes();
    private long events;

    public Backtest(Recorded recorded, Law before, Law after, Span span) {
        this.recorded = recorded;
        this.before = before;
        this.after = after;
        this.span = span;
        this.tally = new Tally(before.rules().rules(), after.rules().rules());
        this.comparison = new Comparison(recorded::partitionOf, tally);
    }

    Law before() {
        return before;
    }

    Law after() {
        return after;
    }

    /** Whoever watches over it, on its own thread. */
    public interface Progress {

        /** Called after each page, with what it held; may wait a while. */
        void passed(int entries, int events);

        /** Whether it is to end now. */
        boolean cancelled();
    }

    /** Nobody watches. */
    public static final Progress UNWATCHED = new Progress() {
        @Override
        public void passed(int entries, int events) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /**
     * Runs to its end, or as far as it got when it was cancelled.
     *
     * @throws GivenUp when the rules of a side fail too often
     */
    public Result run(Progress progress) {
        for (Span.Stretch stretch : span.stretches()) {
            if (!progress.cancelled()) {
                run(stretch, progress);
            }
        }
        return new Result(
                events,
                tally.rules(),
                tally.failedBefore(),
                tally.failedAfter(),
                changes.all(),
                changes.kept(),
                notes());
    }

    private void run(Span.Stretch stretch, Progress progress) {
        Past past = new Past(recorded, stretch.partition());
        try (Side old = side("the active rulebook", before, past, stretch);
                Side now = side("the draft", after, past, stretch)) {
            Pages pages = past.pages(stretch.after(), stretch.until());
            for (List<Entry> page = pages.next(); !page.isEmpty(); page = pages.next()) {
                long decided = events;
                for (Entry entry : page) {
                    if (progress.cancelled()) {
                        return;
                    }
                    clock(old, now, stretch.partition(), entry.position() - 1, entry.at());
                    decide(old, now, entry);
                }
                progress.passed(page.size(), (int) (events - decided));
            }
            clock(old, now, stretch.partition(), stretch.until(), span.to() - 1);
        } catch (GivenUp e) {
            throw new GivenUp("partition " + stretch.partition() + ": " + e.getMessage());
        }
    }

    private Side side(String name, Law law, Past past, Span.Stretch stretch) {
        try {
            return new Side(law, past, stretch.after(), span.from());
        } catch (GivenUp e) {
            throw new GivenUp(name + " cannot be brought to where the back-test begins: " + e.getMessage());
        }
    }

    private void clock(Side old, Side now, int partition, long position, long at) {
        Strides.to(at, Math.max(old.now(), now.now()), next -> step(old, now, partition, position, next));
    }

    private void step(Side old, Side now, int partition, long position, long at) {
        List<Outcome> before = old.advance(position, at);
        List<Outcome> after = now.advance(position, at);
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        Map<Long, Outcome> oldBySecond = bySecond(before);
        Map<Long, Outcome> nowBySecond = bySecond(after);
        Map<Long, Outcome> all = new TreeMap<>(oldBySecond);
        all.putAll(nowBySecond);
        for (Long second : all.keySet()) {
            Moment moment = Moment.tick(partition, position, second);
            changes.add(comparison.of(moment, oldBySecond.get(second), nowBySecond.get(second)));
        }
    }

    private static Map<Long, Outcome> bySecond(List<Outcome> outcomes) {
        Map<Long, Outcome> bySecond = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            bySecond.put(second(outcome), outcome);
        }
        return bySecond;
    }

    static long second(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                ? failed.second()
                : ((Outcome.Decided) outcome).decision().second();
    }

    private void decide(Side old, Side now, Entry entry) {
        if (entry.offer().kind() != Kind.EVENT) {
            return;
        }
        events++;
        // Both sides share the event: its data is parsed once.
        Event event = Side.event(entry);
        Outcome first = old.decide(entry, event);
        Outcome second = now.decide(entry, event);
        changes.add(comparison.of(Moment.of(entry), first, second));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        long window = Math.max(
                before.rules().window().toMillis(), after.rules().window().toMillis());
        if (span.begins() > 0 && span.from() - window < span.begins()) {
            notes.add("History begins at " + Instant.ofEpochMilli(span.begins())
                    + ": what rules would remember of before, they do not know here.");
        }
        if (changes.all() > changes.kept().size()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "Only the newest %,d of %,d changed events are kept; the numbers count all of them.",
                    changes.kept().size(),
                    changes.all()));
        }
        return List.copyOf(notes);
    }
}
