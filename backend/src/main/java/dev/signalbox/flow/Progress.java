package dev.signalbox.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far one replay is: told now and then, and written to the log when it takes long. */
final class Progress implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long TELL_MILLIS = 250;
    private static final long LOG_MILLIS = 3_000;
    private static final long MANY = 10_000;

    private final Stages stages;
    private final Replays replays;
    private final int partition;
    private final long from;
    private final long all;
    private final long began;
    private long told;
    private long done;
    private long logged;

    /** A replay of the entries after one position up to another. */
    Progress(Stages stages, Replays replays, int partition, long from, long to) {
        this.stages = stages;
        this.replays = replays;
        this.partition = partition;
        this.from = from;
        this.all = to - from;
        this.began = stages.clock().millis();
        this.logged = began;
        replays.replayed(partition, 0, all);
    }

    void reached(long position) {
        long now = stages.clock().millis();
        done = Math.min(all, position - from);
        if (now - told >= TELL_MILLIS) {
            told = now;
            replays.replayed(partition, done, all);
        }
        if (now - logged >= LOG_MILLIS) {
            logged = now;
            LOG.info("partition {}: replayed {} of {} entries of the rule window", partition, position - from, all);
        }
    }

    long from() {
        return from;
    }

    /** It is over, whether it came to its end or not. */
    @Override
    public void close() {
        replays.replayed(partition, all, all);
        long millis = stages.clock().millis() - began;
        replays.took(done, millis);
        if (all >= MANY) {
            LOG.info("partition {}: replayed {} entries of the rule window in {} ms", partition, all, millis);
        }
    }
}
