package dev.signalbox;

import dev.signalbox.config.StartRefused;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/**
 * What the journal has for itself: its event loops and its connections to Redis. However many deliveries are only there to
 * be refused, those that were taken are written and decided meanwhile.
 */
final class JournalLane {

    private static final int LOOPS = 2;

    private JournalLane() {}

    /** The journal, when it takes offers. */
    static RedisJournal open(Store store, RedisJournal.Setup setup, Closing closing) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS).setWorkerPoolSize(1));
        closing.add("the lane of the journal", () -> vertx.close().await());
        RedisLinks links = store.links().on(vertx);
        closing.add("the connections of the journal", () -> links.close().await());
        RedisJournal journal = journal(vertx, links, setup);
        closing.add("the journal", () -> journal.close().await());
        Ready.await("the journal", journal.ready());
        return journal;
    }

    private static RedisJournal journal(Vertx vertx, RedisLinks links, RedisJournal.Setup setup) {
        try {
            return new RedisJournal(vertx, links, setup);
        } catch (IllegalStateException e) {
            throw StartRefused.configuration(String.valueOf(e.getMessage()));
        }
    }
}
