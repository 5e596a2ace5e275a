package dev.signalbox;

import dev.signalbox.config.StartRefused;
import dev.signalbox.flow.journal.RedisJournal;

/**
 * What the journal has for itself: its event loops and its connections to Redis. However many deliveries are only there to
 * be refused, those that were taken are written and decided meanwhile.
 */
final class JournalLane {

    private static final int LOOPS = 2;

    private JournalLane() {}

    /** The journal, when it takes offers. */
    static RedisJournal open(Store store, RedisJournal.Setup setup, Closing closing) {
        RedisJournal journal = journal(Lane.open("the journal", LOOPS, 1, store, closing), setup);
        closing.add("the journal", () -> journal.close().await());
        Ready.await("the journal", journal.ready());
        return journal;
    }

    private static RedisJournal journal(Lane lane, RedisJournal.Setup setup) {
        try {
            return new RedisJournal(lane.vertx(), lane.links(), setup);
        } catch (IllegalStateException e) {
            throw StartRefused.configuration(String.valueOf(e.getMessage()));
        }
    }
}
