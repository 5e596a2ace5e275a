package dev.signalbox.backtest;

import dev.signalbox.flow.journal.Entry;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What was journaled, to be read again. It may block, and is asked by one thread. */
public interface Recorded {

    int partitions();

    /** As live: CRC32C of the key modulo the number of partitions. */
    int partitionOf(String key);

    /** Asks for the entries after a position, at most so many; they may be taken later. */
    Supplier<List<Entry>> after(int partition, long position, int most);

    /** The entries before a position, the newest first, at most so many. */
    List<Entry> before(int partition, long position, int most);

    /** The positions that live has put into quarantine. */
    Set<Long> quarantined(int partition);

    /** The last of all positions; 0 without any. */
    default long last(int partition) {
        List<Entry> newest = before(partition, Long.MAX_VALUE, 1);
        return newest.isEmpty() ? 0 : newest.get(0).position();
    }
}
