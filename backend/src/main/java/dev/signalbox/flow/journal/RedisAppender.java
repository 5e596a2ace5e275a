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
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Group commit: what arrives while a flush is under way is the next flush. Offers come from any thread; the rest runs on one
 * event loop, which has nothing else to do, so that the journal never waits for those who are only to be refused.
 *
 * <p>An outcome is told only from a reply. When none comes, the offer is refused and its sender repeats it; had it been
 * written all the same, the repeat is a duplicate.
 */
final class RedisAppender {

    private static final int MOST_EVENTS = 128;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int SIZE_OF_ATTRIBUTES = 300;

    private final Executor loop;
    private final RedisLink link;
    private final KeySpace keys;
    private final long half;
    private final Failpoints failpoints;
    private final Consumer<Appended> told;
    private final List<Deque<Waiting>> queues = new ArrayList<>();
    private final Buckets[] believed;
    private final Queue<List<Arrival>> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final WaitingRoom room;
    private boolean flushing;

    private record Arrival(int partition, Waiting waiting) {}

    /** An offer on its way to a partition. */
    record Placed(int partition, Offer offer, Promise<Offered> outcome) {

        int size() {
            return offer.envelope().data().size() + SIZE_OF_ATTRIBUTES;
        }
    }

    /** An offer that became an entry. */
    record Appended(Offered.Accepted accepted, Offer offer) {

        /** As it would be read. */
        Entry entry() {
            return new Entry(accepted.partition(), accepted.position(), accepted.at(), offer);
        }
    }

    /** @param loop that the link belongs to */
    RedisAppender(Executor loop, RedisLink link, RedisJournal.Setup setup, Consumer<Appended> told) {
        this.loop = loop;
        this.link = link;
        this.room = new WaitingRoom(MOST_EVENTS * setup.partitions());
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

    /** What waits, and whether more may come. */
    WaitingRoom room() {
        return room;
    }

    /** From any thread; in the order in which one thread offers. Those of one call arrive together, or none does. */
    void offer(List<Placed> offers) {
        Offered.Refused refused =
                room.refusal(offers.stream().mapToLong(Placed::size).sum());
        if (refused != null) {
            offers.forEach(each -> each.outcome().complete(refused));
            return;
        }
        arrived.add(offers.stream().map(this::arrival).toList());
        if (called.compareAndSet(false, true)) {
            loop.execute(this::arrive);
        }
    }

    private Arrival arrival(Placed placed) {
        Offer offer = placed.offer();
        Identity identity = Identity.of(offer.envelope().id());
        room.entered(placed.size());
        return new Arrival(
                placed.partition(), new Waiting(offer, identity, placed.size(), System.nanoTime(), placed.outcome()));
    }

    private void arrive() {
        called.set(false);
        enqueue();
        flush();
    }

    private void enqueue() {
        for (List<Arrival> next = arrived.poll(); next != null; next = arrived.poll()) {
            next.forEach(each -> queues.get(each.partition()).add(each.waiting()));
        }
    }

    private void flush() {
        if (flushing) {
            return;
        }
        refuseWhileHeld();
        List<RedisFlush> calls = new ArrayList<>();
        for (int partition = 0; partition < believed.length; partition++) {
            if (!queues.get(partition).isEmpty()) {
                calls.add(new RedisFlush(partition, believed[partition], take(queues.get(partition))));
            }
        }
        if (!calls.isEmpty()) {
            flushing = true;
            room.flushing(calls.stream().mapToInt(call -> call.offers().size()).sum(), oldest(calls));
            Future.succeededFuture()
                    .compose(now -> send(calls))
                    .map(this::received)
                    .onComplete(result -> settle(calls, result));
        }
    }

    /** What came before the journal was held must not be written to a Redis that is not looked at yet. */
    private void refuseWhileHeld() {
        Offered.Refused held = room.held();
        if (held != null) {
            queues.forEach(queue -> refuse(queue, held));
        }
    }

    /** What one partition leaves behind may be older than what the others send. */
    private long oldest(List<RedisFlush> calls) {
        return Stream.concat(
                        calls.stream().map(call -> call.offers().get(0)),
                        queues.stream().map(Deque::peek).filter(Objects::nonNull))
                .mapToLong(Waiting::since)
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
        enqueue();
        for (int i = 0; i < calls.size(); i++) {
            settle(calls.get(i), result.succeeded() ? result.result().get(i) : result.cause());
        }
        flushing = false;
        room.flushed();
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
        call.offers().forEach(each -> finish(each, refusal));
        refuse(queues.get(call.partition()), refusal);
    }

    private void refuse(Deque<Waiting> queue, Offered refusal) {
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            finish(next, refusal);
        }
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
        room.left(settled.size());
        settled.outcome().complete(outcome);
    }
}
