package dev.signalbox;

import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.replay.RedisReplays;
import dev.signalbox.flow.replay.Replaying;
import dev.signalbox.flow.replay.Replays;
import dev.signalbox.flow.replay.StoredReplays;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.metrics.ReplayGauges;
import dev.signalbox.redis.KeySpace;
import java.time.InstantSource;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/** Replays: asked for by any hub, worked on by the one that owns the partition of their id. */
final class ReplayLane {

    private static final long LOOK_MILLIS = 1_000;

    private ReplayLane() {}

    /** @param keeps whether this hub owns a partition */
    record Parts(
            Journal journal,
            KeySpace keys,
            InstantSource clock,
            RandomGenerator random,
            IntPredicate keeps,
            Metrics metrics,
            Closing closing) {}

    /** @param lane on whose loop they are worked on, as all that is not on the way of an event */
    static Replays open(AdminLane lane, JournalHistory history, Parts parts) {
        RedisReplays store = new RedisReplays(lane.link(), parts.keys());
        Journal journal = parts.journal();
        Replaying replaying = new Replaying(
                new Replaying.Parts(lane.vertx(), store, history, journal, parts.clock(), id -> parts.keeps()
                        .test(journal.partitionOf(id))));
        new Rounds(lane.vertx(), parts.closing()).each(LOOK_MILLIS, "the look at replays", replaying::look);
        parts.closing().add("replays", replaying::close);
        parts.metrics().add(gauges(replaying));
        return new StoredReplays(store, parts.clock(), parts.random());
    }

    private static ReplayGauges gauges(Replaying replaying) {
        return new ReplayGauges() {
            @Override
            public long running() {
                return replaying.running();
            }

            @Override
            public long replayed() {
                return replaying.replayed();
            }
        };
    }
}
