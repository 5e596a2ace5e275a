package dev.signalbox.flow;

import dev.signalbox.flow.journal.Claim;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of the journal and the single thread that takes its entries through the flow, in order. The thread
 * claims the partition, works as its owner until it is fenced or asked to stop, and claims again.
 */
final class Partition implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Partition.class);
    private static final long PAUSE = 100;

    private final int number;
    private final Stages stages;
    private final Inbox inbox = new Inbox();
    private final Thread thread;
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
        inbox.wake();
    }

    /** Waits for the thread's end, at most so many milliseconds; then it is interrupted. */
    void join(long millis) throws InterruptedException {
        thread.join(millis);
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }

    /** There may be new entries. */
    void wake() {
        inbox.wake();
    }

    @Override
    public void run() {
        while (open) {
            try {
                claim();
            } catch (InterruptedException e) {
                open = false;
            } catch (RuntimeException | Error e) {
                // A thread's top: whatever it was, the partition is claimed anew; two such claims make a poison entry.
                LOG.warn("partition {}: the owner failed and claims again: {}", number, String.valueOf(e), e);
                pause();
            }
        }
    }

    private void claim() throws InterruptedException {
        Claim claim = stages.journal().claim(number).await();
        if (claim instanceof Claim.Held held) {
            new Ownership(stages, number, inbox, held).run(() -> open);
        } else {
            List<Inbox.Note> late = inbox.take(Math.max(PAUSE, stages.lease().toMillis() / 5));
            LOG.debug("partition {}: is another hub's; {} notes of an older ownership are void", number, late.size());
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            open = false;
        }
    }
}
