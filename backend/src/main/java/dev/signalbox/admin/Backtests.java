package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.backtest.BacktestJson.Veil;
import dev.signalbox.backtest.DryRun;
import dev.signalbox.backtest.Job;
import dev.signalbox.backtest.Jobs;
import dev.signalbox.event.EventId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What drafts would do: over recorded traffic, and with events that are given. Nothing is started. */
public interface Backtests {

    /** @param text null for the draft as it is kept */
    Future<Begun> begin(String pack, Packs.@Nullable Text text, Over over);

    /** Those that were begun. */
    Jobs jobs();

    /** What may be shown of what was made of events; those of which all may be shown are not in it. */
    Future<Map<EventId, Veil>> veils(Collection<EventId> events);

    /**
     * Tries the rules of a text, null for the draft, on events.
     *
     * @param advance how long the clock runs on after the last one
     */
    Future<Tried> dryRun(String pack, Packs.@Nullable Text text, List<Given> events, Duration advance);

    /**
     * Which part of the record.
     *
     * @param last the newest events, so many; 0 for the range
     */
    record Over(int last, long from, long to) {}

    /** An event to try. */
    sealed interface Given {
        /** As it stands in a case. */
        record Written(ObjectNode event) implements Given {}

        /**
         * One of the journal.
         *
         * @param after since the event before; null to keep its distance to the one of the journal before
         */
        record Kept(
                String id,
                @Nullable String source,
                @Nullable Duration after) implements Given {}
    }

    /** What became of the wish to begin a back-test. */
    sealed interface Begun {
        record Queued(Job job) implements Begun {}

        record Faulty(List<Packs.Finding> findings) implements Begun {}

        record NoDraft() implements Begun {}

        /** @param begins when the oldest entry that is kept was received; 0 when nothing was trimmed */
        record Empty(long begins) implements Begun {}

        record Busy() implements Begun {}
    }

    /** What became of a dry run. */
    sealed interface Tried {
        /** @param kept those of the journal among the events */
        record Done(DryRun.Done done, List<EventId> kept) implements Tried {}

        record Faulty(List<Packs.Finding> findings) implements Tried {}

        record NoDraft() implements Tried {}

        /** An event cannot be read, or is not in the journal. */
        record Wrong(int number, String why) implements Tried {}

        /** It did not come to an end. */
        record Endless(String why) implements Tried {}
    }
}
