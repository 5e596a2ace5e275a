package dev.signalbox.flow.journal;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads back what was journaled and what became of it, for people. Nothing here is on the way of an event. */
public interface JournalHistory {

    /**
     * An entry with what is kept of its fate.
     *
     * @param decided whether its partition has got past it
     * @param decision of the rules, as JSON; null when there is none
     * @param quarantine why it was put aside, as JSON; null when it was not
     * @param duplicates further deliveries that were recognised
     */
    record Past(
            Entry entry,
            boolean decided,
            @Nullable String decision,
            @Nullable String quarantine,
            long duplicates) {

        /** The same with a decision that is kept elsewhere. */
        public Past with(@Nullable String kept) {
            return new Past(entry, decided, kept, quarantine, duplicates);
        }
    }

    int partitions();

    /** Entries before a position, the newest first, at most so many. */
    Future<List<Past>> before(int partition, long position, int most);

    /** Entries after a position, oldest first, at most so many, without their fate. */
    Future<List<Entry>> after(int partition, long position, int most);

    /** The newest entries between two positions, without both and without their fates, at most so many. */
    Future<List<Entry>> newest(int partition, long after, long before, int most);

    /** The events with an id, of whichever source. */
    Future<List<Past>> find(String id);

    /** The positions that are in quarantine. */
    Future<Set<Long>> quarantined(int partition);
}
