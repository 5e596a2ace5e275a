package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.journal.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Offers committed outbox rows to their journals until each has arrived. */
final class Dispatch {

    private static final long PAUSE = 500;

    private record Offering(Outbox.Row row, long at) {}

    private final Stages stages;
    private final int partition;
    private final Inbox inbox;

    /** Those that have not arrived, the one that was offered longest ago first. */
    private final Map<String, Offering> waiting = new LinkedHashMap<>();

    Dispatch(Stages stages, int partition, Inbox inbox) {
        this.stages = stages;
        this.partition = partition;
        this.inbox = inbox;
    }

    void offer(Outbox.Row row) {
        waiting.remove(row.id());
        waiting.put(row.id(), new Offering(row, stages.clock().millis()));
        stages.failpoints().pass(Failpoint.OUTBOX_BEFORE_OFFER);
        stages.journal().offer(row.offer()).onSuccess(result -> {
            if (!(result instanceof Offered.Refused)) {
                inbox.leave(new Inbox.Note.Delivered(row.id()));
            }
        });
    }

    /** Offers again what has not arrived for half a second; a repeat is a duplicate. */
    void again(long now) {
        List<Outbox.Row> late = waiting.values().stream()
                .takeWhile(offering -> Lapse.isOver(offering.at(), now, PAUSE))
                .map(Offering::row)
                .toList();
        late.forEach(this::offer);
    }

    /** The work that deletes an arrived row. */
    Work delivered(String row) {
        Work work = new Work();
        if (waiting.remove(row) != null) {
            work.write(new Write.Remove(stages.keys().outbox(partition), List.of(row)));
        }
        return work;
    }
}
