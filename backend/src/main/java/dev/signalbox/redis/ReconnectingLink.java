package dev.signalbox.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A link whose state belongs to one Vert.x context. A connection that breaks, times out or answers LOADING is given up,
 * together with its client, and a new one is tried after 10 ms, 20 ms, ... 500 ms, each scattered by a quarter to both
 * sides: hubs that lost Redis together do not come back together.
 */
final class ReconnectingLink implements RedisLink {

    /** Requests under way at a time; more would only wait for a timeout. */
    static final int MOST_WAITING = 2_048;

    private static final long FIRST_PAUSE = 10;
    private static final long LONGEST_PAUSE = 500;
    private static final long PROBE_EVERY = 500;

    private final Vertx vertx;
    private final Context context;
    private final RedisOptions options;
    private final long timeout;
    private final RandomGenerator chance;
    private final Libraries libraries;
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();

    private volatile @Nullable RedisConnection connection;
    private volatile long roundTrip;

    /* Whether this Redis was found to be a Cluster. */
    private volatile boolean slots;
    private @Nullable Redis client;
    private final List<Runnable> beforeFirst = new ArrayList<>();
    private String cause = "not connected yet";
    private int waiting;
    private int failures;
    private boolean tried;
    private boolean closed;
    private long probe = -1;

    /** @param timeout of each request, milliseconds */
    record Setup(RedisOptions options, long timeout, RandomGenerator chance, Libraries libraries) {}

    ReconnectingLink(Vertx vertx, Context context, Setup setup) {
        this.vertx = vertx;
        this.context = context;
        this.options = setup.options();
        this.timeout = setup.timeout();
        this.chance = setup.chance();
        this.libraries = setup.libraries();
    }

    void start() {
        context.runOnContext(ignored -> connect());
    }

    @Override
    public Future<Response> send(Request request) {
        return onceTried(held -> held.send(request));
    }

    @Override
    public Future<List<Object>> transaction(List<Request> requests) {
        List<Request> all = new ArrayList<>(requests.size() + 2);
        all.add(Request.cmd(Command.MULTI));
        all.addAll(requests);
        all.add(Request.cmd(Command.EXEC));
        return onceTried(held -> held.batch(all)).map(this::ofExec);
    }

    @Override
    public Future<List<Object>> together(List<Request> requests) {
        return slots ? each(requests) : transaction(requests).recover(error -> overSlots(error, requests));
    }

    /** Redis looks at the keys of a transaction before it runs any of it: nothing was written. */
    private Future<List<Object>> overSlots(Throwable error, List<Request> requests) {
        if (!(error instanceof Refusal) || !String.valueOf(error.getMessage()).contains("CROSSSLOT")) {
            return Future.failedFuture(error);
        }
        slots = true;
        return each(requests);
    }

    private Future<List<Object>> each(List<Request> requests) {
        List<Future<Object>> sent = requests.stream()
                .map(request -> send(request).<Object>map(reply -> reply).otherwise(error -> error))
                .toList();
        return Future.all(sent).map(CompositeFuture::list);
    }

    @Override
    public Future<Void> load(Library library) {
        return libraries.load(this, library);
    }

    @Override
    public boolean up() {
        return connection != null;
    }

    @Override
    public long roundTripNanos() {
        return roundTrip;
    }

    @Override
    public void onChange(Consumer<Boolean> listener) {
        onContext(() -> {
            listeners.add(listener);
            if (connection != null) {
                listener.accept(true);
            }
        });
    }

    @Override
    public Future<Void> close() {
        Promise<Void> done = promise();
        context.runOnContext(ignored -> {
            closed = true;
            vertx.cancelTimer(probe);
            giveUp("closed");
            done.complete();
        });
        return done.future();
    }

    private List<Object> ofExec(List<Response> replies) {
        List<Object> results = new ArrayList<>();
        for (Response reply : replies.get(replies.size() - 1)) {
            results.add(reply);
            if (reply instanceof Throwable error) {
                libraries.refused(this, ClientError.message(error));
            }
        }
        return results;
    }

    /** What is asked before the first try to connect has ended waits for its outcome; later nothing waits. */
    private <T> Future<T> onceTried(Function<RedisConnection, Future<T>> call) {
        Promise<T> promise = promise();
        onContext(() -> {
            if (tried) {
                ask(call).onComplete(promise);
            } else if (beforeFirst.size() < MOST_WAITING) {
                beforeFirst.add(() -> ask(call).onComplete(promise));
            } else {
                promise.fail(new Away("Redis at " + address() + " is away: " + cause));
            }
        });
        return promise.future();
    }

    private <T> Future<T> ask(Function<RedisConnection, Future<T>> call) {
        RedisConnection held = connection;
        if (held == null) {
            return Future.failedFuture(new Away("Redis at " + address() + " is away: " + cause));
        }
        if (waiting >= MOST_WAITING) {
            return Future.failedFuture(new Away(waiting + " requests wait for Redis at " + address() + " already"));
        }
        waiting++;
        Promise<T> promise = Promise.promise();
        call.apply(held)
                .timeout(timeout, TimeUnit.MILLISECONDS)
                .onComplete(result -> onContext(() -> answered(held, result, promise)));
        return promise.future();
    }

    private <T> void answered(RedisConnection held, AsyncResult<T> result, Promise<T> promise) {
        waiting--;
        if (result.succeeded()) {
            promise.complete(result.result());
            return;
        }
        String message = ClientError.message(result.cause());
        if (ClientError.isReply(result.cause())) {
            libraries.refused(this, message);
            promise.fail(new Refusal(message));
        } else {
            lost(held, message);
            promise.fail(new Away("Redis at " + address() + " did not answer: " + message));
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        Redis fresh = Redis.createClient(vertx, options);
        client = fresh;
        fresh.connect()
                .compose(held -> held.send(Request.cmd(Command.PING)).map(held))
                .timeout(timeout, TimeUnit.MILLISECONDS)
                .onComplete(result -> onContext(() -> connected(fresh, result)));
    }

    private void connected(Redis fresh, AsyncResult<RedisConnection> result) {
        if (closed || client != fresh) {
            fresh.close().onComplete(ignored -> {});
        } else if (result.succeeded()) {
            failures = 0;
            RedisConnection held = result.result();
            connection = held;
            held.endHandler(ignored -> onContext(() -> lost(held, "the connection was closed")));
            held.exceptionHandler(error -> onContext(() -> lost(held, String.valueOf(error.getMessage()))));
            firstTryEnded();
            listeners.forEach(listener -> listener.accept(true));
            probe = later(PROBE_EVERY, this::probe);
        } else {
            giveUp(String.valueOf(result.cause().getMessage()));
            firstTryEnded();
            connectLater();
        }
    }

    private void firstTryEnded() {
        tried = true;
        beforeFirst.forEach(Runnable::run);
        beforeFirst.clear();
    }

    private void lost(RedisConnection held, String why) {
        if (connection == held && !closed) {
            vertx.cancelTimer(probe);
            giveUp(why);
            listeners.forEach(listener -> listener.accept(false));
            connectLater();
        }
    }

    private void giveUp(String why) {
        cause = why;
        connection = null;
        Redis old = client;
        client = null;
        if (old != null) {
            old.close().onComplete(ignored -> {});
        }
    }

    private void connectLater() {
        long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(failures, 10));
        failures++;
        var unusedTimer = later(pause, this::connect);
    }

    /** A Redis that hangs keeps its connections open: only an unanswered question tells. */
    private void probe() {
        long began = System.nanoTime();
        ask(held -> held.send(Request.cmd(Command.PING))).onSuccess(pong -> {
            roundTrip = System.nanoTime() - began;
            probe = later(PROBE_EVERY, this::probe);
        });
    }

    private long later(long pause, Runnable what) {
        long scattered = pause * 3 / 4 + chance.nextLong(pause / 2 + 1);
        return vertx.setTimer(Math.max(1, scattered), ignored -> onContext(what));
    }

    private void onContext(Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run();
        } else {
            context.runOnContext(ignored -> action.run());
        }
    }

    private String address() {
        return new RedisEndpoint(options.getEndpoint(), null, null).address();
    }

    /** Completes on the context of whoever asks, if it has one. */
    private static <T> Promise<T> promise() {
        return Vertx.currentContext() instanceof ContextInternal caller ? caller.promise() : Promise.promise();
    }
}
