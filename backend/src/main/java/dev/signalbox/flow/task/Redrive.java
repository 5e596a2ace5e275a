package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts dead letters back: each becomes an entry in the journal of its partition, whose owner lets the instance go on.
 * Asking twice is harmless: the entry has a derived identity, and a dead letter is gone once its entry is handled.
 */
public final class Redrive {

    private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);
    private static final int STRIDE = 128;

    private final RedisDeadLetters dead;
    private final RedisJobs jobs;
    private final Journal journal;
    private final InstantSource clock;
    private final Failpoints failpoints;

    public Redrive(RedisDeadLetters dead, RedisJobs jobs, Journal journal, InstantSource clock, Failpoints failpoints) {
        this.dead = dead;
        this.jobs = jobs;
        this.journal = journal;
        this.clock = clock;
        this.failpoints = failpoints;
    }

    /** Puts back the dead letters with these ids; nothing when none of them is there. */
    public Future<Optional<Job>> ids(List<String> ids) {
        return dead.select(ids).compose(this::begin);
    }

    /** Puts back a whole group; nothing when it has none. */
    public Future<Optional<Job>> fingerprint(String fingerprint) {
        return dead.select(fingerprint).compose(this::begin);
    }

    /** The job is on record before the first dead letter moves, and goes on after the answer. */
    private Future<Optional<Job>> begin(List<DeadLetter> selected) {
        if (selected.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        long at = clock.millis();
        String id = Digest.id(Long.toString(at), selected.get(0).id(), Integer.toString(selected.size()));
        return jobs.store(new Job(id, at, selected.size(), 0, 0)).map(job -> {
            goOn(job, selected)
                    .onFailure(fault -> LOG.warn("job {} cannot tell how far it is: {}", id, fault.getMessage()));
            return Optional.of(job);
        });
    }

    private Future<Job> goOn(Job job, List<DeadLetter> left) {
        if (left.isEmpty()) {
            return Future.succeededFuture(job);
        }
        List<DeadLetter> now = left.subList(0, Math.min(STRIDE, left.size()));
        List<Future<Offered>> offers = now.stream().map(this::offer).toList();
        return Future.join(offers)
                .otherwiseEmpty()
                .compose(all -> jobs.store(further(job, received(offers))))
                .compose(further -> goOn(further, left.subList(now.size(), left.size())));
    }

    private List<Future<Offered>> received(List<Future<Offered>> offers) {
        failpoints.pass(Failpoint.REDRIVE_AFTER_START);
        if (!failpoints.losesReply(Failpoint.REDRIVE_AFTER_START)) {
            return offers;
        }
        String lost = "the replies are lost at " + Failpoint.REDRIVE_AFTER_START;
        return offers.stream().map(offer -> Future.<Offered>failedFuture(lost)).toList();
    }

    private static Job further(Job job, List<Future<Offered>> offers) {
        int refused = (int) offers.stream()
                .filter(offer -> offer.failed() || offer.result() instanceof Offered.Refused)
                .count();
        return new Job(job.id(), job.at(), job.count(), job.done() + offers.size() - refused, job.failed() + refused);
    }

    private Future<Offered> offer(DeadLetter dead) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("deadLetter", dead.id()).put("instance", dead.instance()).put("redrives", dead.redrives());
        EventId id = new EventId(EventId.HUB, "", "redrive-" + dead.id() + '-' + dead.redrives());
        Envelope envelope =
                new Envelope(id, "signalbox.redrive", dead.instance(), null, "application/json", Payload.of(data));
        long now = clock.millis();
        return journal.offer(new Offer(Kind.REDRIVE, envelope, keyOf(Home.of(dead.id())), null, now, now, 0));
    }

    /**
     * A partition key of a partition: the first of {@code home-0, home-1, ...} that lands there. The journal addresses by
     * key alone; the search takes about as many tries as there are partitions, and always ends in the same key, which
     * dedupe needs.
     */
    private String keyOf(int partition) {
        int n = 0;
        while (journal.partitionOf("home-" + n) != partition) {
            n++;
        }
        return "home-" + n;
    }
}
