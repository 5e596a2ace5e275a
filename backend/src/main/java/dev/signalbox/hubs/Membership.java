package dev.signalbox.hubs;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This hub among the others. It beats, and hears by it what all agree upon. A hub alone does the same, and owns everything.
 * May be asked from any thread; its state belongs to one event loop.
 */
public final class Membership {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration NEWS_TIMEOUT = Duration.ofSeconds(3);
    private static final long LONGEST_PERIOD = 1_000;
    private static final long SHORTEST_PAUSE = 10;
    private static final long LOOK_PAUSE = 25;

    private final Vertx vertx;
    private final Context context;
    private final RedisHubs redis;
    private final RedisNews news;
    private final Me me;
    private final List<Consumer<Agreement>> listeners = new CopyOnWriteArrayList<>();
    private volatile Heard heard = new Heard(Agreement.NOTHING, 0);
    private volatile boolean replaced;
    private volatile boolean open;
    private Self self;
    private Set<Integer> ready = Set.of();
    private boolean beating;
    private boolean again;
    private long timer = -1;

    /**
     * Who this hub is.
     *
     * @param run its start in milliseconds, and more that tells it from another process under the same id
     */
    public record Me(String id, String run, Duration lease, Self self) {}

    /** @param since when it was asked for, by the clock of this process that nobody sets */
    private record Heard(Agreement agreement, long since) {}

    public Membership(Vertx vertx, RedisLinks links, KeySpace keys, int partitions, Me me) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        RedisLink link = links.open(TIMEOUT, context);
        this.redis = new RedisHubs(link, keys, partitions);
        this.news = new RedisNews(vertx, links.open(NEWS_TIMEOUT, context), keys, this::beat);
        this.me = me;
        this.self = me.self();
        link.onChange(up -> run(() -> beatWhen(up)));
    }

    public Me me() {
        return me;
    }

    /** From now on this hub has its share. The future is done when it knows which, and fails when Redis is away. */
    public Future<Void> join() {
        Promise<Void> joined = Promise.promise();
        run(() -> {
            open = true;
            news.listen();
            long sent = System.nanoTime();
            redis.beat(now())
                    .onSuccess(agreed -> heard(agreed, sent))
                    .<Void>mapEmpty()
                    .onComplete(joined);
        });
        return joined.future();
    }

    /** The shares go to the others; done when they know. Nothing is heard any more. */
    public Future<Void> leave() {
        Promise<Void> left = Promise.promise();
        run(() -> {
            boolean joined = open;
            open = false;
            news.close();
            vertx.cancelTimer(timer);
            boolean alone = isAlone();
            (joined ? redis.leave(me.id(), me.run()) : Future.<Void>succeededFuture())
                    .onSuccess(gone -> hand(alone))
                    .onComplete(left);
        });
        return left.future();
    }

    /** Those that were this hub's are given back at once, unless there is nobody to take them. */
    private void hand(boolean alone) {
        if (!alone) {
            Agreement last = heard.agreement();
            heard = new Heard(
                    new Agreement(
                            last.time(),
                            last.sources(),
                            last.active(),
                            last.last(),
                            last.members(),
                            List.of(),
                            last.pins()),
                    heard.since());
            listeners.forEach(listener -> listener.accept(heard.agreement()));
        }
    }

    /** Called with each agreed, on the event loop of the membership, which it must not hold. */
    public void onHeard(Consumer<Agreement> listener) {
        listeners.add(listener);
    }

    /** Says where this hub is to be found. */
    public void found(String adminUrl, String ingestUrl) {
        run(() -> tell(known -> known.at(adminUrl, ingestUrl)));
    }

    private void tell(UnaryOperator<Self> change) {
        self = change.apply(self);
        beat();
    }

    /** Says for which versions newer than the active one this hub is ready. */
    public void ready(Set<Integer> versions) {
        Set<Integer> now = Set.copyOf(versions);
        run(() -> {
            if (!ready.equals(now)) {
                ready = now;
                beat();
            }
        });
    }

    /**
     * Done when every hub that is alive is ready for a version, this one included once it has joined; fails when one is not after
     * so many looks.
     */
    public Future<Void> prepared(int version, int looks) {
        return redis.look().compose(agreed -> {
            if (agreed.isReady(version, open ? "" : me.id())) {
                return Future.succeededFuture();
            }
            return looks == 0
                    ? Future.failedFuture(new TimeoutException("some hub is not ready for version " + version))
                    : vertx.timer(LOOK_PAUSE, TimeUnit.MILLISECONDS).compose(later -> prepared(version, looks - 1));
        });
    }

    public Agreement agreement() {
        return heard.agreement();
    }

    /** Whether no other hub is there. */
    public boolean isAlone() {
        return heard.agreement().alive() <= 1;
    }

    /** Whether a partition is to be this hub's, by the last that was heard. */
    public boolean has(int partition) {
        return !replaced && heard.agreement().gives(partition, me.id());
    }

    /** Whether the same was heard within the lease, so that it may be acted upon. */
    public boolean mayTake(int partition) {
        Heard last = heard;
        return System.nanoTime() - last.since() < me.lease().toNanos() && has(partition);
    }

    /** Whether a later process runs under the id of this hub. */
    public boolean isReplaced() {
        return replaced;
    }

    private void beatWhen(boolean up) {
        if (up) {
            beat();
        }
    }

    private RedisHubs.Beat now() {
        return new RedisHubs.Beat(me.id(), me.run(), me.lease().toMillis(), ready, self);
    }

    private void beat() {
        if (!open || beating) {
            again = beating;
            return;
        }
        beating = true;
        again = false;
        vertx.cancelTimer(timer);
        long sent = System.nanoTime();
        redis.beat(now()).onComplete(done -> {
            beating = false;
            if (done.succeeded()) {
                heard(done.result(), sent);
            } else {
                unheard(done.cause());
            }
        });
    }

    private void heard(Agreement agreed, long since) {
        replaced = false;
        heard = new Heard(agreed, since);
        listeners.forEach(listener -> listener.accept(agreed));
        long next = Math.min(period(), agreed.untilNextEnd(me.id(), period()) + SHORTEST_PAUSE);
        later(again ? SHORTEST_PAUSE : Math.max(SHORTEST_PAUSE, next));
    }

    private void unheard(Throwable cause) {
        if (String.valueOf(cause.getMessage()).startsWith("REPLACED") && !replaced) {
            replaced = true;
            LOG.error("another process runs under the id {} of this hub: was its data folder copied?", me.id());
            listeners.forEach(listener -> listener.accept(heard.agreement()));
        } else if (!(cause instanceof RedisLink.Away) && !replaced) {
            LOG.warn("the other hubs cannot be met: {}", cause.getMessage());
        }
        later(period());
    }

    private void later(long millis) {
        vertx.cancelTimer(timer);
        if (open) {
            timer = vertx.setTimer(millis, due -> beat());
        }
    }

    private long period() {
        return Math.max(SHORTEST_PAUSE, Math.min(LONGEST_PERIOD, me.lease().toMillis() / 5));
    }

    /** Does it on the event loop of the membership, on which listeners are called. */
    public void run(Runnable action) {
        context.runOnContext(go -> action.run());
    }

    /** Does it there, in so many milliseconds. */
    public void runAfter(long millis, Runnable action) {
        vertx.setTimer(millis, due -> run(action));
    }
}
