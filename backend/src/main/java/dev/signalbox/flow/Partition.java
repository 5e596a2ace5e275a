package dev.signalbox.flow;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Claim;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.redis.RedisLink;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of the journal and the single thread that takes its entries through the flow, in order. While the
 * partition is to be this hub's, the thread claims it, works as its owner until it is fenced, asked to hand it over or to
 * stop, and claims again.
 */
final class Partition implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 2_000;
    private static final long AFTER_INTERRUPT = 200;

    /* How soon it is seen that the owner before has given the partition back, and that a share changed. */
    private static final long TAKEN_PAUSE = 50;
    private static final long FOREIGN_PAUSE = 500;

    private final int number;
    private final Stages stages;
    private final Tenures tenures;
    private final Preparations preparations;
    private final Inbox inbox = new Inbox();
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean open = true;
    private volatile boolean listening;

    Partition(int number, Stages stages, Tenures tenures, Preparations preparations) {
        this.number = number;
        this.stages = stages;
        this.tenures = tenures;
        this.preparations = preparations;
        this.thread = new Thread(this, "partition-" + number);
    }

    void start() {
        thread.start();
    }

    /** Lets the batch under way be committed, gives the lease back, and ends the thread. */
    void stop() {
        open = false;
        stopped.countDown();
        inbox.wake();
    }

    /** Waits for the thread's end, at most so many milliseconds; then it is interrupted. */
    void join(long millis) throws InterruptedException {
        thread.join(Math.max(1, millis));
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(AFTER_INTERRUPT);
        }
    }

    /** This hub has appended an entry; that is another hub's affair when that one owns the partition. */
    void appended(Entry entry) {
        if (listening) {
            inbox.appended(entry);
        }
    }

    /** The shares may be other than before. */
    void reshared() {
        inbox.wake();
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE;
        while (open) {
            try {
                turn();
                pause = FIRST_PAUSE;
            } catch (InterruptedException | Patience.Interrupted e) {
                open = false;
            } catch (Committing.Fenced e) {
                tenures.fenced();
                LOG.info("partition {}: {}", number, e.getMessage());
            } catch (Throwable e) {
                // A thread's top. Futures throw what they failed with, be it no exception. Whatever it was, the
                // partition
                // is claimed anew, and a poison entry is found out so.
                LOG.warn("partition {}: the owner failed and claims again: {}", number, String.valueOf(e), e);
                rest(pause);
                pause = Math.min(LONGEST_PAUSE, 2 * pause);
            }
        }
    }

    /** What is appended from the claim on is told; what was before it is read. */
    private void turn() throws InterruptedException {
        listening = stages.shares().takes(number);
        long asked = System.nanoTime();
        if (!listening) {
            await(FOREIGN_PAUSE);
            return;
        }
        Claim claim = Patience.of(
                "the claim of partition " + number,
                () -> claimed(stages.journal().claim(number).await()));
        if (claim instanceof Claim.Held held) {
            own(new Committing(stages, number, held, asked));
        } else {
            listening = false;
            await(TAKEN_PAUSE);
        }
    }

    private Claim claimed(Claim claim) {
        if (claim instanceof Claim.Held) {
            stages.failpoints().pass(Failpoint.HANDOVER_AFTER_CLAIM);
            if (stages.failpoints().losesReply(Failpoint.HANDOVER_AFTER_CLAIM)) {
                throw new RedisLink.Away("the reply to a claim is lost at " + Failpoint.HANDOVER_AFTER_CLAIM);
            }
        }
        return claim;
    }

    private void own(Committing committing) throws InterruptedException {
        tenures.begin(number);
        stages.watchdog().of(number).owned(committing.held().epoch());
        try {
            new Ownership(stages, number, inbox, committing, preparations)
                    .run(() -> open && stages.shares().keeps(number));
            if (open || !stages.shares().keeps(number)) {
                tenures.handedOver();
                LOG.info("partition {}: handed over", number);
            }
        } finally {
            tenures.end(number);
        }
    }

    private void await(long millis) throws InterruptedException {
        int late = inbox.take(millis).size();
        LOG.trace("partition {}: is another hub's; {} notes of an older ownership are void", number, late);
    }

    /** Ends early when the hub stops; a wake for new entries does not end it. */
    private void rest(long millis) {
        try {
            var unusedStopped = stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            open = false;
        }
    }
}
