package dev.signalbox.flow;

import dev.signalbox.flow.journal.RedisRetention;
import dev.signalbox.redis.RedisTrouble;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the owner's journal forget what is old, step by step, and never what the rules still remember. */
final class Trimming {

    private static final Logger LOG = LoggerFactory.getLogger(Trimming.class);
    private static final long LOOK_EVERY = 1_000;
    private static final long PRESSED_EVERY = 200;
    private static final long FLOOR_EVERY = 60_000;

    private final RedisRetention retention;
    private final Stages stages;
    private final int partition;
    private final long epoch;
    private final Deciding deciding;
    private Future<RedisRetention.Step> step = Future.succeededFuture(new RedisRetention.Step(0, false));
    private long floor;
    private long floored;
    private long looked;
    private volatile boolean troubled;

    Trimming(Stages stages, int partition, long epoch, Deciding deciding) {
        this.retention = stages.retention();
        this.stages = stages;
        this.partition = partition;
        this.epoch = epoch;
        this.deciding = deciding;
        this.looked = stages.clock().millis();
        this.floored = looked - FLOOR_EVERY;
    }

    /** Begins the next step when it is time: at once after one that trimmed, else a second later. Waits for none. */
    void turn(long position) {
        long now = stages.clock().millis();
        boolean busy = !step.isComplete();
        boolean again = step.succeeded() && step.result().gone() > 0;
        boolean pressing = step.succeeded() && step.result().pressing();
        if (busy || (!again && !Lapse.isOver(looked, now, pressing ? PRESSED_EVERY : LOOK_EVERY))) {
            return;
        }
        looked = now;
        if (Lapse.isOver(floored, now, pressing ? PRESSED_EVERY : FLOOR_EVERY)) {
            floored = now;
            floor = deciding.floor(position);
        }
        step = retention
                .trim(partition, epoch, floor)
                .onSuccess(done -> troubled = false)
                .onFailure(this::failed);
    }

    /** Told once: it is tried again each second. */
    private void failed(Throwable error) {
        if (!RedisTrouble.passes(error) && !troubled) {
            troubled = true;
            LOG.warn("partition {}: the journal could not be trimmed: {}", partition, error.getMessage());
        }
    }
}
