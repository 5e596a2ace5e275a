package dev.signalbox;

import dev.signalbox.admin.Backtests;
import dev.signalbox.admin.DraftRebuilds;
import dev.signalbox.admin.Events;
import dev.signalbox.admin.QueuedBacktests;
import dev.signalbox.admin.Rebuilds;
import dev.signalbox.admin.RecordedHistory;
import dev.signalbox.backtest.Jobs;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.metrics.BacktestGauges;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.metrics.RedisVitals;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The back-tests of this hub, on the lane of the admin port. */
final class Backtesting {

    private Backtesting() {}

    /** What is tested, and over what. */
    record Parts(AdminLane lane, Rulebook rulebook, JournalHistory history, Events events) {}

    /** What they have to look at, and who looks at them. */
    record Watch(InstantSource clock, RandomGenerator random, RedisVitals vitals, Metrics metrics, Closing closing) {}

    static Backtests open(Parts parts, Watch watch) {
        Jobs jobs = new Jobs(watch.clock(), watch.random(), watch.vitals()::backlog);
        watch.closing().add("the back-tests", jobs::close);
        watch.metrics().add(gauges(jobs));
        return new QueuedBacktests(
                parts.lane().vertx(),
                new QueuedBacktests.Texts(
                        parts.rulebook().packs(), parts.rulebook().check()),
                new RecordedHistory(parts.history()),
                parts.events(),
                jobs,
                watch.clock());
    }

    static Rebuilds rebuilds(Parts parts, ReplaySpeed speed) {
        return new DraftRebuilds(
                parts.lane().vertx(),
                parts.rulebook().packs(),
                parts.rulebook().check(),
                new RecordedHistory(parts.history()),
                speed::perMilli);
    }

    private static BacktestGauges gauges(Jobs jobs) {
        return new BacktestGauges() {
            @Override
            public long open() {
                return jobs.open();
            }

            @Override
            public long ended() {
                return jobs.finished();
            }

            @Override
            public long replayed() {
                return jobs.replayed();
            }
        };
    }
}
