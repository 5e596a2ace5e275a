package dev.signalbox.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.function.Consumer;

/**
 * One held connection to Redis that comes back by itself. Requests are answered in the order of their sending. While it
 * is away, requests fail at once with {@link Away}; whether one that was under way took effect is then unknown.
 */
public interface RedisLink {

    /** Fails with {@link Away} or {@link Refusal}. */
    Future<Response> send(Request request);

    /** All requests inside MULTI/EXEC, for keys of one slot; a failed one is an error response at its place, as {@code Throwable}. */
    Future<List<Object>> transaction(List<Request> requests);

    /**
     * The same for keys that may lie anywhere: a Cluster takes no transaction over several slots, there the requests go one
     * by one. A failed one is an error at its place, as {@code Throwable}; it says nothing about the others.
     */
    Future<List<Object>> together(List<Request> requests);

    /** Loads it unless it is there, and from now on again when Redis has lost it. */
    Future<Void> load(Library library);

    boolean up();

    /** How long the last probe took there and back; 0 before the first. */
    long roundTripNanos();

    /**
     * Called with true when Redis came, or is there already, and with false when it went; on the thread of the link,
     * which it must not hold.
     */
    void onChange(Consumer<Boolean> listener);

    Future<Void> close();

    /** Redis answered with an error; its message begins with the code, such as {@code NOPERM}. */
    final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refusal(String message) {
            super(message, null, false, false);
        }
    }

    /** Redis cannot be reached at the moment. */
    final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Away(String message) {
            super(message, null, false, false);
        }
    }
}
