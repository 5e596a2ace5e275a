package dev.signalbox.backtest;

import dev.signalbox.event.Envelope;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** A record in memory, as of events that are given. */
public final class Listed implements Recorded {

    private final ToIntFunction<String> partitionOf;
    private final List<List<Entry>> entries = new ArrayList<>();

    public Listed(int partitions, ToIntFunction<String> partitionOf) {
        this.partitionOf = partitionOf;
        for (int partition = 0; partition < partitions; partition++) {
            entries.add(new ArrayList<>());
        }
    }

    /** Adds an event to its partition, not before the one that was added last there. */
    public Entry add(Envelope envelope, String key, long at) {
        int partition = partitionOf(key);
        List<Entry> own = entries.get(partition);
        long time = own.isEmpty() ? at : Math.max(at, own.get(own.size() - 1).at());
        Offer offer = new Offer(Kind.EVENT, envelope, key, null, time, 0, 0);
        Entry entry = new Entry(partition, own.size() + 1L, time, offer);
        own.add(entry);
        return entry;
    }

    @Override
    public int partitions() {
        return entries.size();
    }

    @Override
    public int partitionOf(String key) {
        return partitionOf.applyAsInt(key);
    }

    @Override
    public Supplier<List<Entry>> after(int partition, long position, int most) {
        List<Entry> own = entries.get(partition);
        int from = (int) Math.min(own.size(), position);
        List<Entry> page = List.copyOf(own.subList(from, Math.min(own.size(), from + most)));
        return () -> page;
    }

    @Override
    public List<Entry> before(int partition, long position, int most) {
        List<Entry> own = entries.get(partition);
        int to = (int) Math.min(own.size(), position - 1);
        List<Entry> page = new ArrayList<>();
        for (int i = to - 1; i >= 0 && page.size() < most; i--) {
            page.add(own.get(i));
        }
        return page;
    }

    @Override
    public Set<Long> quarantined(int partition) {
        return Set.of();
    }
}
