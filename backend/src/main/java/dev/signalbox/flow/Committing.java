package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Claim;
import dev.signalbox.flow.journal.Commit;
import dev.signalbox.flow.journal.Committed;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The commits of one ownership, numbered without gaps, and its lease. A commit is repeated under its number until its fate
 * is known, so that a lost reply is harmless. How long the lease is known to last is counted from when it was last asked
 * for, by the clock of this process that nobody sets and that goes on while the process is stopped.
 */
final class Committing {

    private final Stages stages;
    private final int partition;
    private final Claim.Held held;
    private final long epoch;
    private final long lease;
    private long number;
    private long prolonged;

    /** @param asked when the claim was sent, in nanoseconds */
    Committing(Stages stages, int partition, Claim.Held held, long asked) {
        this.stages = stages;
        this.partition = partition;
        this.held = held;
        this.epoch = held.epoch();
        this.number = held.commit();
        this.lease = stages.lease().toNanos();
        this.prolonged = asked;
    }

    /** How the ownership began. */
    Claim.Held held() {
        return held;
    }

    /** Returns when the batch is written; starts that were there already are taken out of it. */
    void commit(Batch batch, Instances instances) {
        while (true) {
            Commit commit = new Commit(number + 1, batch.position(), batch.rulebook(), batch.absent(), batch.writes());
            long sent = System.nanoTime();
            Committed fate = fate(commit);
            if (fate instanceof Committed.Done) {
                number++;
                prolonged = sent;
                return;
            }
            if (fate instanceof Committed.Fenced fenced) {
                throw new Fenced(partition, epoch, fenced.why());
            }
            drop(batch, new HashSet<>(((Committed.Exists) fate).keys()), instances);
        }
    }

    private static void drop(Batch batch, Set<String> existing, Instances instances) {
        Set<String> ids = batch.works().stream()
                .flatMap(work -> work.changed().stream())
                .filter(change -> change.fresh() != null && existing.contains(change.fresh()))
                .map(Work.Changed::instance)
                .map(Instance::id)
                .collect(Collectors.toSet());
        ids.forEach(instances::forget);
        batch.drop(existing);
    }

    private Committed fate(Commit commit) {
        return Patience.of(
                "commit " + commit.number() + " of partition " + partition,
                () -> reply(stages.journal().commit(partition, epoch, commit)));
    }

    private Committed reply(Future<Committed> reply) {
        reply.otherwiseEmpty().await();
        stages.failpoints().pass(Failpoint.COMMIT_AFTER_SEND);
        if (stages.failpoints().losesReply(Failpoint.COMMIT_AFTER_SEND)) {
            throw new RedisLink.Away("the reply to a commit is lost at " + Failpoint.COMMIT_AFTER_SEND);
        }
        return reply.await();
    }

    /** Prolongs the lease when a third of it is over. */
    void keep() {
        if (System.nanoTime() - prolonged >= lease / 3) {
            renew();
        }
    }

    /** Makes sure of the ownership before something is done outside: a lease that is over may be another hub's. */
    void assure() {
        if (System.nanoTime() - prolonged >= lease) {
            renew();
        }
    }

    private void renew() {
        long sent = System.nanoTime();
        boolean ours = Patience.of(
                "the lease of partition " + partition,
                () -> stages.journal().renew(partition, epoch).await());
        if (!ours) {
            throw new Fenced(partition, epoch, "another hub owns it");
        }
        prolonged = sent;
    }

    /** Writes down that the entry after the position is tried, before it may end the process. */
    void tries() {
        boolean ours = Patience.of(
                "the suspect entry of partition " + partition,
                () -> stages.journal().tries(partition, epoch).await());
        if (!ours) {
            throw new Fenced(partition, epoch, "another hub owns it");
        }
    }

    /** Gives the lease back, so that nobody need wait for its end. */
    void release() {
        boolean ours = stages.journal().release(partition, epoch).await();
        if (!ours) {
            throw new Fenced(partition, epoch, "another hub");
        }
    }

    /** Somebody else owns the partition by now, or the journal is not the one that this owner has read. */
    static final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fenced(int partition, long epoch, String why) {
            super("epoch " + epoch + " of partition " + partition + " is over: " + why, null, false, false);
        }
    }
}
