package dev.signalbox.flow.job;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job under way: journals some items, writes down how far it is, and rests as its rate says. A step that was not written
 * down is done again by whoever goes on; the journal knows its entries.
 */
final class JobRun {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);
    private static final int MOST_AT_ONCE = 256;
    private static final int STEPS_A_SECOND = 5;
    private static final long REST_MILLIS = 1_000;
    private static final long OVER = -1;

    private final Working.Parts parts;
    private final String id;
    private final Predicate<String> wanted;
    private final IntConsumer counted;
    private final Entries entries;
    private final Promise<Void> over = Promise.promise();

    /**
     * @param wanted whether it is still for this hub
     * @param counted told how many more items are in the journal
     */
    JobRun(Working.Parts parts, String id, Predicate<String> wanted, IntConsumer counted) {
        this.parts = parts;
        this.id = id;
        this.wanted = wanted;
        this.counted = counted;
        this.entries = new Entries(parts.journal());
    }

    /** Comes when it is over, or when it is no longer for this hub; it does not fail. */
    Future<Void> go() {
        LOG.info("job {} begins, or goes on", id);
        next();
        return over.future();
    }

    private void next() {
        round().onComplete(this::rest, fault -> {
            LOG.warn("job {} stands still: {}", id, fault.getMessage());
            rest(REST_MILLIS);
        });
    }

    private void rest(long millis) {
        if (millis == OVER) {
            over.complete();
        } else {
            parts.vertx().setTimer(Math.max(1, millis), timer -> next());
        }
    }

    /** One step; the milliseconds to rest after it. */
    private Future<Long> round() {
        return parts.store().find(id).compose(found -> {
            if (found.isEmpty() || found.get().state() != Job.State.RUNNING || !wanted.test(id)) {
                return Future.succeededFuture(OVER);
            }
            Job job = found.get();
            return isTooBad(job)
                    .compose(bad -> bad
                            ? ended(job, Job.State.STOPPED)
                            : job.progress().handed() >= job.count() ? ended(job, Job.State.ENDED) : step(job));
        });
    }

    private Future<Boolean> isTooBad(Job job) {
        int most = job.order().stopAfter();
        return most == 0
                ? Future.succeededFuture(false)
                : parts.outcomes().again(job).map(again -> again >= most);
    }

    private Future<Long> ended(Job job, Job.State state) {
        LOG.info(
                "job {} is {}: {} of {} items are in the journal",
                id,
                state,
                job.progress().handed(),
                job.count());
        return parts.store().turn(id, state).map(OVER);
    }

    private Future<Long> step(Job job) {
        long begun = parts.clock().millis();
        int most = Math.max(1, Math.min(job.order().rate() / STEPS_A_SECOND, MOST_AT_ONCE));
        return parts.store().items(id, job.progress().handed(), most).compose(items -> here(parts.journal()
                        .offer(offers(job, items)))
                .compose(this::received)
                .compose(results -> written(job, results, begun)));
    }

    private List<Offer> offers(Job job, List<Item> items) {
        long now = parts.clock().millis();
        return items.stream().map(item -> entries.offer(job, item, now)).toList();
    }

    /** The journal answers on a thread of its own. */
    private <T> Future<T> here(Future<T> elsewhere) {
        Context loop = parts.vertx().getOrCreateContext();
        Promise<T> promise = Promise.promise();
        elsewhere.onComplete(done -> loop.runOnContext(turn -> promise.handle(done)));
        return promise.future();
    }

    private Future<List<Offered>> received(List<Offered> results) {
        parts.failpoints().pass(Failpoint.REDRIVE_AFTER_START);
        return parts.failpoints().losesReply(Failpoint.REDRIVE_AFTER_START)
                ? Future.failedFuture("the replies are lost at " + Failpoint.REDRIVE_AFTER_START)
                : Future.succeededFuture(results);
    }

    /** What was refused, and all after it, is offered again. */
    private Future<Long> written(Job job, List<Offered> results, long begun) {
        int before = job.progress().handed();
        for (Offered result : results) {
            if (result instanceof Offered.Refused no) {
                return parts.store()
                        .store(job.with(new Job.Progress(before, no.reason())))
                        .map(TimeUnit.SECONDS.toMillis(Math.max(1, no.retryAfter())));
            }
        }
        int handed = before + results.size();
        return parts.store().store(job.with(new Job.Progress(handed, ""))).map(stored -> {
            counted.accept(results.size());
            return due(job, results.size(), begun);
        });
    }

    /** As long as that many items take at its rate. */
    private long due(Job job, int items, long begun) {
        long until = begun + TimeUnit.SECONDS.toMillis(items) / job.order().rate();
        return Math.max(0, until - parts.clock().millis());
    }
}
