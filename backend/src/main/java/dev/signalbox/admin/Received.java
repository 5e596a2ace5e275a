package dev.signalbox.admin;

import dev.signalbox.admin.Backtests.Given;
import dev.signalbox.backtest.DryRun;
import dev.signalbox.event.EventId;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.rulebook.Cases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of a dry run with their times of receipt, one after the other. */
final class Received {

    private final Cases cases;
    private final List<DryRun.Given> events = new ArrayList<>();
    private final List<EventId> kept = new ArrayList<>();
    private long now;
    private @Nullable Entry before;

    /** @param first when it is one of the journal, the clock begins with it; else as in a case */
    Received(Cases cases, Optional<Entry> first) {
        this.cases = cases;
        this.now = first.map(Entry::at).orElse(Cases.BEGINNING.toEpochMilli());
    }

    /** Why it cannot be; empty when it is among them now. */
    Optional<String> add(Given given, Optional<Entry> found) {
        if (given instanceof Given.Written written) {
            try {
                add(cases.event(written.event(), events.size(), Instant.ofEpochMilli(now)));
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        Given.Kept wanted = (Given.Kept) given;
        if (found.isEmpty()) {
            return Optional.of("there is no event \"" + wanted.id() + "\" in the journal");
        }
        Entry entry = found.get();
        add(new DryRun.Given(entry.offer().envelope(), entry.offer().key(), now + after(wanted, entry)));
        kept.add(entry.offer().envelope().id());
        before = entry;
        return Optional.empty();
    }

    private void add(DryRun.Given event) {
        events.add(event);
        now = Math.max(now, event.at());
    }

    private long after(Given.Kept wanted, Entry entry) {
        Duration after = wanted.after();
        Entry last = before;
        return after != null ? after.toMillis() : last == null ? 0 : Math.max(0, entry.at() - last.at());
    }

    List<DryRun.Given> events() {
        return events;
    }

    /** Those of the journal. */
    List<EventId> kept() {
        return kept;
    }

    /** When the clock ends. */
    long end(Duration advance) {
        return now + advance.toMillis();
    }
}
