package dev.signalbox.flow;

import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.journal.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Offers committed outbox rows to their journals until each has arrived. */
final class Dispatch {

    private static final long PAUSE = 500;

    private final Stages stages;
    private final int partition;
    private final Inbox inbox;
    private final Map<String, Outbox.Row> waiting = new HashMap<>();
    private long offered;

    Dispatch(Stages stages, int partition, Inbox inbox) {
        this.stages = stages;
        this.partition = partition;
        this.inbox = inbox;
    }

    void offer(Outbox.Row row) {
        waiting.put(row.id(), row);
        stages.failpoints().pass("outbox.beforeOffer");
        stages.journal().offer(row.offer()).onSuccess(result -> {
            if (!(result instanceof Offered.Refused)) {
                inbox.leave(new Inbox.Note.Delivered(row.id()));
            }
        });
    }

    /** Offers again what has not arrived, twice a second; a repeat is a duplicate. */
    void again(long now) {
        if (!waiting.isEmpty() && now - offered >= PAUSE) {
            offered = now;
            List.copyOf(waiting.values()).forEach(this::offer);
        }
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
