package dev.signalbox.flow.journal;

import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal in Redis. Appends of all partitions share one connection and one event loop; each partition has another
 * connection for its owner. May be called from any thread.
 */
public final class RedisJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(RedisJournal.class);

    /** Redis away must be answered with 503 within a second. */
    private static final Duration APPEND_TIMEOUT = Duration.ofMillis(900);

    private static final Duration OWNER_TIMEOUT = Duration.ofSeconds(2);

    private final int partitions;
    private final Context context;
    private final RedisAppender appender;
    private final RedisLink appending;
    private final List<RedisOwnership> ownerships = new ArrayList<>();
    private final List<IntConsumer> listeners = new ArrayList<>();
    private final List<Consumer<RedisAppender.Appended>> witnesses = new ArrayList<>();

    /**
     * What the journal is to be.
     *
     * @param hub the id of this hub, under which it owns partitions
     * @param lease of a partition's owner
     * @param dedupeWindow how long a delivery is recognised as a duplicate
     */
    public record Setup(
            String hub, int partitions, Duration lease, Duration dedupeWindow, KeySpace keys, Failpoints failpoints) {}

    public RedisJournal(Vertx vertx, RedisLinks links, Setup setup) {
        this.partitions = setup.partitions();
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.appending = links.open(APPEND_TIMEOUT);
        appending.onChange(this::changed);
        this.appender = new RedisAppender(appending, setup, this::appended);
        for (int partition = 0; partition < partitions; partition++) {
            ownerships.add(new RedisOwnership(links.open(OWNER_TIMEOUT), partition, setup));
        }
    }

    /** The connection of the appends: whether it is up is whether the journal is there. */
    public RedisLink link() {
        return appending;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public int partitionOf(String key) {
        CRC32C crc = new CRC32C();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % partitions);
    }

    @Override
    public Future<Offered> offer(Offer offer) {
        int partition = partitionOf(offer.key());
        Promise<Offered> outcome =
                Vertx.currentContext() instanceof ContextInternal caller ? caller.promise() : Promise.promise();
        context.runOnContext(ignored -> appender.offer(partition, offer).onComplete(outcome));
        return outcome.future();
    }

    @Override
    public Future<List<Entry>> read(int partition, long after, int max) {
        return ownerships.get(partition).read(after, max);
    }

    @Override
    public Future<Long> clock(int partition) {
        return ownerships.get(partition).clock();
    }

    /** To be called before the first offer. The listener is called on the event loop of the journal. */
    @Override
    public void onAppended(IntConsumer listener) {
        listeners.add(listener);
    }

    @Override
    public Future<Claim> claim(int partition) {
        return ownerships.get(partition).claim();
    }

    @Override
    public Future<Boolean> renew(int partition, long epoch) {
        return ownerships.get(partition).renew(epoch);
    }

    @Override
    public Future<Void> release(int partition, long epoch) {
        return ownerships.get(partition).release(epoch);
    }

    @Override
    public Future<Committed> commit(int partition, long epoch, Commit commit) {
        return ownerships.get(partition).commit(epoch, commit);
    }

    /** Trims what is handled and lies before the position to keep; the result is how many entries went. */
    Future<Long> trim(int partition, long epoch, long keep) {
        return ownerships.get(partition).trim(epoch, keep);
    }

    /** Whoever must know what was acknowledged, such as the regression guard. */
    void onAccepted(Consumer<RedisAppender.Appended> witness) {
        witnesses.add(witness);
    }

    /** A Redis that comes back may be another one: it gets the Functions before the next flush. */
    private void changed(boolean up) {
        if (up) {
            RedisFunctions.load(appending)
                    .onFailure(error -> LOG.warn("Redis did not take the Functions: {}", error.getMessage()));
        }
    }

    private void appended(RedisAppender.Appended appended) {
        witnesses.forEach(witness -> witness.accept(appended));
        listeners.forEach(listener -> listener.accept(appended.accepted().partition()));
    }
}
