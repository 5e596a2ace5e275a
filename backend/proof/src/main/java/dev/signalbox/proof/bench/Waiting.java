package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.bench.Goal.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What it costs that many processes wait: for a time, or for an event. And whether they go on in time. */
final class Waiting {

    private static final double MOST_BYTES = 1.2 * 1024;
    private static final double LATEST_MILLIS = 50;
    private static final double PATIENCE = 30;
    private static final long IDLE_NANOS = 5_000_000_000L;
    private static final long MILLIS_TO_START_ONE = 4;
    private static final long SPARE_MILLIS = 10_000;

    private final FlowPlan plan;
    private final String durability;
    private final Site site;
    private final Caller bare;
    private final Consumer<String> told;
    private double bytesOfEvent;

    Waiting(FlowPlan plan, String durability, Site site, Caller bare, Consumer<String> told) {
        this.plan = plan;
        this.durability = durability;
        this.site = site;
        this.bare = bare;
        this.told = told;
    }

    /** The hub is fresh: what an event costs without a process is seen first. */
    List<Goal> all() throws IOException, InterruptedException {
        List<Goal> goals = new ArrayList<>();
        told.accept("  %,d events without a process".formatted(plan.waiting()));
        bytesOfEvent = bytes(() -> {
            var unusedSent = site.send(placed(Orders.CUSTOMERS), false, plan.waiting());
            site.settle();
            return plan.waiting();
        });
        goals.add(memory("of an event without a process", bytesOfEvent, null));
        double idle = idle();
        told.accept("  %,d processes that wait for a time".formatted(plan.waiting()));
        site.starts(Kind.WAITS, "PT12H");
        double both = bytes(() -> start(Kind.WAITS, Orders.CUSTOMERS, plan.waiting()));
        goals.add(memory("of a waiting process", both - bytesOfEvent, Target.most(MOST_BYTES)));
        goals.add(new Goal(
                durability,
                "processor of hub and Redis while %,d wait".formatted(plan.waiting()),
                "cores",
                List.of(idle()),
                List.of(idle),
                null));
        goals.add(due());
        goals.addAll(heard());
        return goals;
    }

    private Goal memory(String what, double bytes, @Nullable Target target) {
        return Goal.of(durability, "Redis memory " + what, "B", bytes, target);
    }

    /** Makes something that stays in Redis. */
    @FunctionalInterface
    private interface Making {
        long make() throws IOException;
    }

    private double bytes(Making making) throws IOException {
        long before = site.kept().memory();
        long made = making.make();
        return (site.kept().memory() - before) / (double) made;
    }

    private Orders placed(long customers) {
        return site.orders(customers, Orders.PLACED);
    }

    private long start(Kind kind, long customers, long count) throws IOException {
        long before = site.kept().instances(kind.definition(), "waiting");
        var unusedSent = site.send(placed(customers), false, count);
        long there = site.kept().await(kind.definition(), "waiting", before + count, PATIENCE) - before;
        if (there < count) {
            throw new CannotRun("only " + there + " of " + count + " processes wait; see the hub's log");
        }
        site.settle();
        return count;
    }

    /** Processors that hub and Redis use while nothing comes. */
    private double idle() {
        site.settle();
        Cpu.Spent before = spent();
        LockSupport.parkNanos(IDLE_NANOS);
        Cpu.Spent spent = spent().since(before);
        return (spent.hub() + spent.redis()) / (spent.at() / 1e9);
    }

    private Cpu.Spent spent() {
        return Cpu.now(site.hub().pid(), site.hub().redisPid(), bare.pid());
    }

    /** Each is due at a time of its own, in even steps, however soon it was started. Those of the warm-up do not count. */
    private Goal due() throws IOException {
        long early = Math.round(plan.due() * plan.warmUp());
        long count = early + Math.round(plan.due() * plan.dueSeconds());
        double gap = 1_000.0 / plan.due();
        long start = System.currentTimeMillis() + count * MILLIS_TO_START_ONE + SPARE_MILLIS;
        long nanos = System.nanoTime() + (start - System.currentTimeMillis()) * 1_000_000;
        long first = site.nextOrder();
        told.accept("  %,d of them due, %,d in a second, %,d as a warm-up".formatted(count, plan.due(), early));
        long finished = site.kept().instances(Kind.WAITS.definition(), "finished");
        site.starts(Kind.WAITS, """
                '${ "PT" + ((%d + (((.order[1:] | tonumber) - %d) * %s | floor) - $workflow.startedAt.epoch.milliseconds)
                    / 1000 | tostring) + "S" }'""".formatted(start, first, gap));
        Site.Sent sent = site.send(placed(Orders.CUSTOMERS), true, count);
        for (long order = 0; order < count; order++) {
            sent.journey().dueAt(first + order, order < early ? 0 : nanos + ((long) (order * gap)) * 1_000_000);
        }
        var unused = site.kept()
                .await(Kind.WAITS.definition(), "finished", finished + 1, PATIENCE + count * MILLIS_TO_START_ONE / 1e3);
        site.await(sent, Kind.WAITS, count, finished + count);
        Quantiles late = sent.journey().fromDue();
        return Goal.of(
                durability,
                "%,d timers due in a second: p99 from due to call".formatted(plan.due()),
                "ms",
                late.p99(),
                Target.most(LATEST_MILLIS));
    }

    private List<Goal> heard() throws IOException, InterruptedException {
        told.accept("  %,d processes that listen".formatted(plan.listeners()));
        site.starts(Kind.HEARS, "");
        double both = bytes(() -> start(Kind.HEARS, plan.listeners(), plan.listeners()));
        double limit = bare.perSecond(plan.seconds());
        long finished = site.kept().instances(Kind.HEARS.definition(), "finished");
        Site.Sent sent = site.send(site.orders(plan.listeners(), Kind.PACKED), true, plan.listeners());
        site.await(sent, Kind.HEARS, plan.listeners(), finished + plan.listeners());
        double took = (site.sink().last() - sent.answers().start()) / 1e9;
        return List.of(
                memory("of a listening process", both - bytesOfEvent, null),
                new Goal(
                        durability,
                        "%,d listeners, each hears its event and calls".formatted(plan.listeners()),
                        "processes/s",
                        List.of(plan.listeners() / took),
                        List.of(limit),
                        null));
    }
}
