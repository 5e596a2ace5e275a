package dev.signalbox.flow.journal;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.RedisFlush.Waiting;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Group commit: what arrives while a flush is under way is the next flush. All of it runs on one event loop.
 *
 * <p>An outcome is told only from a reply. When none comes, the offer is refused and its sender repeats it; had it been
 * written all the same, the repeat is a duplicate.
 */
final class RedisAppender {

    private static final int MOST_EVENTS = 128;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_WAITING = 2_000;
    private static final long MOST_WAITING_BYTES = 64L * 1024 * 1024;
    private static final int LEAST_USUAL = 16;
    private static final double MORE = 1.25;
    private static final double FORGETTING = 0.02;
    private static final int SIZE_OF_ATTRIBUTES = 300;

    private final RedisLink link;
    private final KeySpace keys;
    private final long half;
    private final Failpoints failpoints;
    private final Consumer<Appended> told;
    private final List<Deque<Waiting>> queues = new ArrayList<>();
    private final Buckets[] believed;
    private @Nullable String held = "the journal is not checked yet";
    private boolean flushing;
    private int waiting;
    private int underWay;
    private long flushes;
    private long waitingBytes;
    private long sent;
    private double usual = LEAST_USUAL;

    /** An offer that became an entry. */
    record Appended(Offered.Accepted accepted, Offer offer) {

        /** As it would be read. */
        Entry entry() {
            return new Entry(accepted.partition(), accepted.position(), accepted.at(), offer);
        }
    }

    RedisAppender(RedisLink link, RedisJournal.Setup setup, Consumer<Appended> told) {
        this.link = link;
        this.keys = setup.keys();
        this.half = setup.dedupeWindow().toMillis() / 2;
        this.failpoints = setup.failpoints();
        this.told = told;
        this.believed = new Buckets[setup.partitions()];
        for (int i = 0; i < believed.length; i++) {
            believed[i] = Buckets.FIRST;
            queues.add(new ArrayDeque<>());
        }
    }

    /** Refuses offers from now on. */
    void hold(String reason) {
        held = reason;
    }

    void goOn() {
        held = null;
    }

    Future<Offered> offer(int partition, Offer offer) {
        int bytes = offer.envelope().data().size();
        Offered.Refused refused = refusal(bytes);
        if (refused != null) {
            return Future.succeededFuture(refused);
        }
        int size = bytes + SIZE_OF_ATTRIBUTES;
        Identity identity = Identity.of(offer.envelope().id());
        Waiting arrived = new Waiting(offer, identity, size, System.nanoTime(), Promise.promise());
        queues.get(partition).add(arrived);
        waiting++;
        waitingBytes += size;
        flush();
        return arrived.outcome().future();
    }

    /** Why an offer of so many bytes would be refused now; null when it would wait for the next flush. */
    Offered.@Nullable Refused refusal(long bytes) {
        if (held != null) {
            return new Offered.Refused("journal_unavailable", held, 1);
        }
        if (waiting >= MOST_WAITING
                || (waiting > 0 && waitingBytes + bytes + SIZE_OF_ATTRIBUTES > MOST_WAITING_BYTES)) {
            return new Offered.Refused(
                    "overloaded", waiting + " offers of " + waitingBytes + " bytes wait for the journal already", 1);
        }
        return null;
    }

    AppendQueue queue() {
        double next = Math.min(MORE * usual, MOST_EVENTS * believed.length);
        return new AppendQueue(waitedMillis(), (waiting - underWay) / next, flushes);
    }

    private long waitedMillis() {
        if (waiting == 0) {
            return 0;
        }
        long oldest = sent;
        for (Deque<Waiting> queue : queues) {
            Waiting first = queue.peek();
            oldest = first != null && first.since() - oldest < 0 ? first.since() : oldest;
        }
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, System.nanoTime() - oldest));
    }

    private void flush() {
        if (flushing) {
            return;
        }
        List<RedisFlush> calls = new ArrayList<>();
        for (int partition = 0; partition < believed.length; partition++) {
            if (!queues.get(partition).isEmpty()) {
                calls.add(new RedisFlush(partition, believed[partition], take(queues.get(partition))));
            }
        }
        if (!calls.isEmpty()) {
            flushing = true;
            sent = oldest(calls);
            grow(calls);
            Future.succeededFuture()
                    .compose(now -> send(calls))
                    .map(this::received)
                    .onComplete(result -> settle(calls, result));
        }
    }

    /** A larger flush is usual at once, for a burst must not look like a queue; a smaller one only in time. */
    private void grow(List<RedisFlush> calls) {
        underWay = calls.stream().mapToInt(call -> call.offers().size()).sum();
        usual = Math.max(underWay, usual + FORGETTING * (Math.max(LEAST_USUAL, underWay) - usual));
    }

    private static long oldest(List<RedisFlush> calls) {
        return calls.stream()
                .mapToLong(call -> call.offers().get(0).since())
                .reduce((a, b) -> a - b < 0 ? a : b)
                .orElseThrow();
    }

    private static List<Waiting> take(Deque<Waiting> queue) {
        List<Waiting> taken = new ArrayList<>();
        long bytes = 0;
        while (!queue.isEmpty()
                && taken.size() < MOST_EVENTS
                && (taken.isEmpty() || bytes + queue.element().size() <= MOST_BYTES)) {
            Waiting next = queue.remove();
            bytes += next.size();
            taken.add(next);
        }
        return taken;
    }

    /** One execution and one fsync for all partitions of a flush, where Redis can. */
    private Future<List<Object>> send(List<RedisFlush> calls) {
        failpoints.pass(Failpoint.INGEST_BEFORE_APPEND);
        List<Request> requests =
                calls.stream().map(call -> call.request(keys, half)).toList();
        return requests.size() == 1 ? link.send(requests.get(0)).map(List::of) : link.together(requests);
    }

    private List<Object> received(List<Object> replies) {
        failpoints.pass(Failpoint.INGEST_AFTER_APPEND);
        if (failpoints.losesReply(Failpoint.INGEST_AFTER_APPEND)) {
            throw new RedisLink.Away("the reply of a flush is lost at " + Failpoint.INGEST_AFTER_APPEND);
        }
        return replies;
    }

    private void settle(List<RedisFlush> calls, AsyncResult<List<Object>> result) {
        for (int i = 0; i < calls.size(); i++) {
            settle(calls.get(i), result.succeeded() ? result.result().get(i) : result.cause());
        }
        flushing = false;
        underWay = 0;
        flushes++;
        flush();
    }

    private void settle(RedisFlush call, Object reply) {
        if (reply instanceof Throwable error) {
            failed(call, String.valueOf(error.getMessage()));
            return;
        }
        for (int i = 0; i < call.offers().size(); i++) {
            Waiting settled = call.offers().get(i);
            Offered outcome = call.outcome((Response) reply, i);
            if (outcome instanceof Offered.Accepted accepted) {
                told.accept(new Appended(accepted, settled.offer()));
            }
            finish(settled, outcome);
        }
    }

    /** A bucket that has moved on is believed and asked again; nothing was written, so nothing can be doubled. */
    private void failed(RedisFlush call, String message) {
        if (message.startsWith("BUCKET ")) {
            believed[call.partition()] = Buckets.parse(message);
            Deque<Waiting> queue = queues.get(call.partition());
            for (int i = call.offers().size() - 1; i >= 0; i--) {
                queue.addFirst(call.offers().get(i));
            }
        } else {
            refuse(call, refusal(message));
        }
    }

    /** What waits behind a refused offer of its partition is refused with it: else it would overtake it. */
    private void refuse(RedisFlush call, Offered refusal) {
        List<Waiting> refused = new ArrayList<>(call.offers());
        refused.addAll(queues.get(call.partition()));
        queues.get(call.partition()).clear();
        refused.forEach(each -> finish(each, refusal));
    }

    private static Offered refusal(String message) {
        if (message.startsWith("CLOSED ")) {
            return new Offered.Refused("gate_closed", message.substring("CLOSED ".length()), 30);
        }
        if (message.startsWith("OOM ")) {
            return new Offered.Refused(
                    "journal_full",
                    "Redis has reached its maxmemory: raise it with CONFIG SET maxmemory, or keep less with --retention",
                    10);
        }
        if (message.startsWith("MISCONF")) {
            return new Offered.Refused(
                    "journal_full", "Redis cannot write to its disk: free some space there (" + message + ")", 10);
        }
        return new Offered.Refused("journal_unavailable", message, 1);
    }

    private void finish(Waiting settled, Offered outcome) {
        waiting--;
        waitingBytes -= settled.size();
        settled.outcome().complete(outcome);
    }
}
