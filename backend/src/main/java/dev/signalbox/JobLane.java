package dev.signalbox;

import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.job.Jobs;
import dev.signalbox.flow.job.StoredJobs;
import dev.signalbox.flow.job.Working;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.metrics.JobGauges;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.redis.KeySpace;
import java.time.InstantSource;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/** Jobs over instances: asked for by any hub, worked on by the one that owns the partition of their id. */
final class JobLane {

    private static final long LOOK_MILLIS = 250;

    private JobLane() {}

    /** @param keeps whether this hub owns a partition */
    record Parts(
            Journal journal,
            KeySpace keys,
            InstantSource clock,
            RandomGenerator random,
            Failpoints failpoints,
            IntPredicate keeps,
            Metrics metrics,
            Closing closing) {}

    /** @param lane on whose loop they are worked on, as all that is not on the way of an event */
    static Jobs open(AdminLane lane, Parts parts) {
        Journal journal = parts.journal();
        StoredJobs jobs =
                new StoredJobs(lane.link(), parts.keys(), journal.partitions(), parts.clock(), parts.random());
        Working working = new Working(
                new Working.Parts(lane.vertx(), jobs, journal, parts.clock(), parts.failpoints(), id -> parts.keeps()
                        .test(journal.partitionOf(id))));
        new Rounds(lane.vertx(), parts.closing()).each(LOOK_MILLIS, "the look at jobs", working::look);
        parts.closing().add("jobs", working::close);
        parts.metrics().add(gauges(working));
        return jobs;
    }

    private static JobGauges gauges(Working working) {
        return new JobGauges() {
            @Override
            public long running() {
                return working.running();
            }

            @Override
            public long items() {
                return working.items();
            }
        };
    }
}
