package dev.signalbox.flow.journal;

import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    private static final long SAVE_EVERY_MILLIS = 1_000;
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final int partitions;
    private final Context context;
    private final RedisAppender appender;
    private final RedisLink appending;
    private final List<RedisOwnership> ownerships = new ArrayList<>();
    private final List<RedisArrivals> arrivals = new ArrayList<>();
    private final List<Consumer<Entry>> listeners = new ArrayList<>();
    private final Promise<Void> ready = Promise.promise();
    private final RedisGuard guard;
    private final Vertx vertx;
    private long saving = -1;

    /**
     * What the journal is to be.
     *
     * @param hub the id of this hub, under which it owns partitions
     * @param lease of a partition's owner
     * @param dedupeWindow how long a delivery is recognised as a duplicate
     * @param guardFile where the last acknowledged positions are kept, outside Redis
     */
    public record Setup(
            String hub,
            int partitions,
            Duration lease,
            Duration dedupeWindow,
            Path guardFile,
            KeySpace keys,
            Failpoints failpoints) {}

    public RedisJournal(Vertx vertx, RedisLinks links, Setup setup) {
        this.vertx = vertx;
        this.partitions = setup.partitions();
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.appending = links.open(APPEND_TIMEOUT, context);
        this.guard = new RedisGuard(appending, setup);
        this.appender =
                new RedisAppender(go -> context.runOnContext(now -> go.run()), appending, setup, this::appended);
        appending.onChange(this::changed);
        for (int partition = 0; partition < partitions; partition++) {
            ownerships.add(new RedisOwnership(links.open(OWNER_TIMEOUT), partition, setup));
            arrivals.add(new RedisArrivals(links, partition, setup.keys()));
        }
    }

    /** Why an offer of so many bytes would be refused now; null when it would be taken. */
    public Offered.@Nullable Refused refusal(long bytes) {
        return appender.room().refusal(bytes);
    }

    /** What waits to be appended. */
    public AppendQueue queue() {
        return appender.room().queue();
    }

    /** Completes when the journal takes offers for the first time; before it, they are refused. */
    public Future<Void> ready() {
        return ready.future();
    }

    /** Writes down what was acknowledged last. The connections are closed by whoever made the links. */
    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(ignored -> {
            vertx.cancelTimer(saving);
            save().onComplete(done);
        });
        return done.future();
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
        return PartitionKey.partition(key, partitions);
    }

    @Override
    public Future<Offered> offer(Offer offer) {
        RedisAppender.Placed placed = placed(offer);
        appender.offer(List.of(placed));
        return placed.outcome().future();
    }

    @Override
    public Future<List<Offered>> offer(List<Offer> offers) {
        List<RedisAppender.Placed> placed = offers.stream().map(this::placed).toList();
        appender.offer(placed);
        return Future.all(placed.stream().map(each -> each.outcome().future()).toList())
                .map(CompositeFuture::list);
    }

    private RedisAppender.Placed placed(Offer offer) {
        Promise<Offered> outcome =
                Vertx.currentContext() instanceof ContextInternal caller ? caller.promise() : Promise.promise();
        return new RedisAppender.Placed(partitionOf(offer.key()), offer, outcome);
    }

    @Override
    public Future<List<Entry>> read(int partition, long after, int max) {
        return ownerships.get(partition).read(after, max);
    }

    @Override
    public Future<List<Entry>> arrivals(int partition, long after) {
        return arrivals.get(partition).after(after);
    }

    @Override
    public Future<Long> clock(int partition) {
        return ownerships.get(partition).clock();
    }

    /** To be called before the first offer. The listener is called on the event loop of the journal. */
    @Override
    public void onAppended(Consumer<Entry> listener) {
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
    public Future<Boolean> release(int partition, long epoch) {
        return ownerships.get(partition).release(epoch);
    }

    @Override
    public Future<Boolean> tries(int partition, long epoch) {
        return ownerships.get(partition).tries(epoch);
    }

    @Override
    public Future<Boolean> blame(int partition, long epoch, Blame blame) {
        return ownerships.get(partition).blame(epoch, blame);
    }

    @Override
    public Future<Committed> commit(int partition, long epoch, Commit commit) {
        return ownerships.get(partition).commit(epoch, commit);
    }

    /** Trims what is handled and lies before the position to keep; the result is how many entries went. */
    Future<Long> trim(int partition, long epoch, long keep) {
        return ownerships.get(partition).trim(epoch, keep);
    }

    /** What went down is held back until it is known to be the Redis that we know, with the Functions. */
    private void changed(boolean up) {
        if (!up) {
            context.runOnContext(ignored -> appender.room().hold("Redis is away"));
            return;
        }
        RedisFunctions.load(appending)
                .compose(loaded -> guard.check(partitions))
                .onSuccess(checked -> context.runOnContext(ignored -> checked()))
                .onFailure(this::unchecked);
    }

    /** A Redis may be up and not answer about its keys yet, as a Cluster that looks for its other nodes. */
    private void unchecked(Throwable error) {
        LOG.warn("The journal stays closed, and is looked at again in a second: {}", error.getMessage());
        vertx.setTimer(LOOK_AGAIN_MILLIS, ignored -> {
            if (appending.up()) {
                changed(true);
            }
        });
    }

    private void checked() {
        appender.room().goOn();
        boolean first = ready.tryComplete();
        if (first) {
            saving = vertx.setPeriodic(SAVE_EVERY_MILLIS, ignored -> save().onFailure(RedisJournal::unsaved));
        }
    }

    private Future<Void> save() {
        String text = guard.text();
        return vertx.executeBlocking(() -> {
            guard.write(text);
            return null;
        });
    }

    private static void unsaved(Throwable error) {
        LOG.warn("The last acknowledged positions could not be written: {}", error.getMessage());
    }

    private void appended(RedisAppender.Appended appended) {
        guard.accepted(appended);
        Entry entry = appended.entry();
        listeners.forEach(listener -> listener.accept(entry));
    }
}
