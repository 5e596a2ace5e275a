package dev.signalbox.flow.ingest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries whose order counts, on their way through the intake: those that can be offered to the journal, and what is
 * answered to the others. Behind one that is put off, all are.
 */
final class Sorted {

    private final List<Delivery> deliveries;
    private final @Nullable Ack[] acks;
    private final Mapped.@Nullable Read[] reads;

    private Sorted(List<Delivery> deliveries) {
        this.deliveries = deliveries;
        this.acks = new Ack[deliveries.size()];
        this.reads = new Mapped.Read[deliveries.size()];
    }

    static Sorted of(List<Delivery> deliveries, Door door, Mapping mapping) {
        Sorted sorted = new Sorted(deliveries);
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            Ack.Deferred refused =
                    door.refusal(delivery.source(), delivery.body().size());
            if (refused != null) {
                sorted.putOff(i, refused);
                break;
            }
            sorted.put(i, mapping.map(delivery));
        }
        return sorted;
    }

    private void put(int place, Mapped mapped) {
        if (mapped instanceof Mapped.Unmappable bad) {
            acks[place] = new Ack.Rejected(bad.status(), bad.code(), bad.detail());
        } else {
            reads[place] = (Mapped.Read) mapped;
        }
    }

    private void putOff(int first, Ack.Deferred why) {
        Arrays.fill(acks, first, acks.length, why);
        Arrays.fill(reads, first, reads.length, null);
    }

    /** Keeps what is no event; itself. */
    Future<Sorted> keep(Keeping keeping) {
        List<Integer> rejected = IntStream.range(0, acks.length)
                .filter(place -> acks[place] instanceof Ack.Rejected)
                .boxed()
                .toList();
        List<Future<Ack>> kept = rejected.stream()
                .map(place -> keeping.keep(deliveries.get(place), (Ack.Rejected) ack(place)))
                .toList();
        return Future.all(kept).map(all -> {
            IntStream.range(0, rejected.size())
                    .filter(n -> kept.get(n).result() instanceof Ack.Deferred)
                    .findFirst()
                    .ifPresent(n ->
                            putOff(rejected.get(n), (Ack.Deferred) kept.get(n).result()));
            return this;
        });
    }

    /** Where those stand that go to the journal. */
    List<Integer> places() {
        return IntStream.range(0, reads.length)
                .filter(place -> reads[place] != null)
                .boxed()
                .toList();
    }

    /** Those that are no events. */
    List<Delivery> rejected() {
        return IntStream.range(0, acks.length)
                .filter(place -> acks[place] instanceof Ack.Rejected)
                .mapToObj(deliveries::get)
                .toList();
    }

    Delivery delivery(int place) {
        return deliveries.get(place);
    }

    Mapped.Read read(int place) {
        Mapped.Read read = reads[place];
        if (read == null) {
            throw new IllegalStateException("nothing was read at " + place);
        }
        return read;
    }

    void answer(int place, Ack ack) {
        acks[place] = ack;
    }

    List<Ack> acks() {
        List<Ack> all = new ArrayList<>(acks.length);
        for (int place = 0; place < acks.length; place++) {
            all.add(ack(place));
        }
        return all;
    }

    private Ack ack(int place) {
        Ack ack = acks[place];
        if (ack == null) {
            throw new IllegalStateException("nothing is answered to " + place);
        }
        return ack;
    }
}
