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
 * One partition of the journal and the single thread that takes its entries through the flow, in order. The thread
 * claims the partition, works as its owner until it is fenced or asked to stop, and claims again.
 */
final class Partition implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 2_000;
    private static final long AFTER_INTERRUPT = 200;

    private final int number;
    private final Stages stages;
    private final Inbox inbox = new Inbox();
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean open = true;

    Partition(int number, Stages stages) {
        this.number = number;
        this.stages = stages;
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

    /** This hub has appended an entry. */
    void appended(Entry entry) {
        inbox.appended(entry);
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE;
        while (open) {
            try {
                claim();
                pause = FIRST_PAUSE;
            } catch (InterruptedException | Patience.Interrupted e) {
                open = false;
            } catch (Committing.Fenced e) {
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

    private void claim() throws InterruptedException {
        Claim claim = Patience.of(
                "the claim of partition " + number,
                () -> claimed(stages.journal().claim(number).await()));
        if (claim instanceof Claim.Held held) {
            new Ownership(stages, number, inbox, held).run(() -> open);
        } else {
            rest(Math.max(FIRST_PAUSE, stages.lease().toMillis() / 5));
            int late = inbox.take(0).size();
            LOG.debug("partition {}: is another hub's; {} notes of an older ownership are void", number, late);
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

    /** Ends early when the hub stops; a wake for new entries does not end it. */
    private void rest(long millis) {
        try {
            var unusedStopped = stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            open = false;
        }
    }
}
