package dev.signalbox.flow;

import dev.signalbox.flow.journal.Entry;
import io.vertx.core.AsyncResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets an idle owner know at once what other hubs append to its partition. A hub alone needs nobody to tell it. */
final class Arrivals {

    private final Stages stages;
    private final int partition;
    private final Inbox inbox;
    private final AtomicBoolean waiting = new AtomicBoolean();

    Arrivals(Stages stages, int partition, Inbox inbox) {
        this.stages = stages;
        this.partition = partition;
        this.inbox = inbox;
    }

    /** Waits for what follows a position, unless somebody waits already. */
    void after(long position) {
        if (!stages.shares().isAlone() && waiting.compareAndSet(false, true)) {
            stages.journal().arrivals(partition, position).onComplete(this::arrived);
        }
    }

    /** What this hub has appended itself may be among it: it is known twice then, which is harmless. */
    private void arrived(AsyncResult<List<Entry>> outcome) {
        waiting.set(false);
        if (outcome.succeeded()) {
            outcome.result().forEach(inbox::appended);
            inbox.wake();
        }
    }
}
