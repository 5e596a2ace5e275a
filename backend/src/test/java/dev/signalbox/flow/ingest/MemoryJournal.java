package dev.signalbox.flow.ingest;

import dev.signalbox.event.EventId;
import dev.signalbox.flow.journal.Blame;
import dev.signalbox.flow.journal.Claim;
import dev.signalbox.flow.journal.Commit;
import dev.signalbox.flow.journal.Committed;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal of one partition in memory, for what comes before the journal. */
final class MemoryJournal implements Journal {

    private final Map<EventId, Entry> entries = new LinkedHashMap<>();
    private Offered.@Nullable Refused refusal;
    private int refusals;

    synchronized int refusals() {
        return refusals;
    }

    synchronized void refuse(Offered.@Nullable Refused refused) {
        refusal = refused;
    }

    synchronized List<Offer> offers() {
        return entries.values().stream().map(Entry::offer).toList();
    }

    @Override
    public synchronized Future<Offered> offer(Offer offer) {
        if (refusal != null) {
            refusals++;
            return Future.succeededFuture(refusal);
        }
        Entry before = entries.get(offer.envelope().id());
        if (before != null) {
            boolean other = before.offer().envelope().data().checksum()
                    != offer.envelope().data().checksum();
            return Future.succeededFuture(new Offered.Duplicate(0, before.position(), other));
        }
        long position = entries.size() + 1L;
        entries.put(offer.envelope().id(), new Entry(0, position, 7, offer));
        return Future.succeededFuture(new Offered.Accepted(0, position, 7));
    }

    @Override
    public synchronized Future<List<Offered>> offer(List<Offer> offers) {
        return Future.succeededFuture(
                offers.stream().map(each -> offer(each).result()).toList());
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public int partitionOf(String key) {
        return 0;
    }

    @Override
    public Future<List<Entry>> read(int partition, long after, int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<List<Entry>> arrivals(int partition, long after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onAppended(Consumer<Entry> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Long> clock(int partition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Boolean> tries(int partition, long epoch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Claim> claim(int partition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Boolean> renew(int partition, long epoch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Boolean> release(int partition, long epoch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Boolean> blame(int partition, long epoch, Blame blame) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Committed> commit(int partition, long epoch, Commit commit) {
        throw new UnsupportedOperationException();
    }
}
