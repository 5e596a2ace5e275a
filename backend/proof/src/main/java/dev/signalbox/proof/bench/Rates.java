package dev.signalbox.proof.bench;

import dev.signalbox.proof.bench.Goal.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How many processes of a kind end in a second, in turns with the bare client. */
final class Rates {

    private static final double OF_BARE_RELAXED = 0.5;
    private static final double OF_BARE_ALWAYS = 0.25;
    private static final int ALONE = 10;

    private final FlowPlan plan;
    private final String durability;
    private final Site site;
    private final Caller bare;
    private final Consumer<String> told;

    Rates(FlowPlan plan, String durability, Site site, Caller bare, Consumer<String> told) {
        this.plan = plan;
        this.durability = durability;
        this.site = site;
        this.bare = bare;
        this.told = told;
    }

    /** One run of the hub. */
    private record Run(double perSecond, double hubMillis, double redisMillis, double others) {}

    List<Goal> all() throws IOException, InterruptedException {
        List<Goal> goals = new ArrayList<>();
        for (Kind kind : List.of(Kind.ONE, Kind.THREE, Kind.FORK, Kind.SETS)) {
            goals.addAll(of(kind));
        }
        goals.add(commits());
        return goals;
    }

    private List<Goal> of(Kind kind) throws IOException, InterruptedException {
        site.starts(kind, "");
        told.accept("  " + kind.text() + ": warm-up");
        var unusedRun = run(kind, plan.warmUp());
        var unusedRate = bare.perSecond(plan.warmUp());
        List<Run> runs = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        for (int number = 0; number < plan.runs(); number++) {
            double limit = kind.calls() == 0 ? Double.NaN : bare.perSecond(plan.seconds()) / kind.calls();
            Run run = run(kind, plan.seconds());
            told.accept("  %s: %,.0f/s%s, other load %.0f %%"
                    .formatted(
                            kind.text(),
                            run.perSecond(),
                            kind.calls() > 0 ? ", bare client %,.0f/s".formatted(limit) : "",
                            100 * run.others()));
            runs.add(run);
            if (kind.calls() > 0) {
                limits.add(limit);
            }
        }
        return goals(kind, runs, limits);
    }

    private List<Goal> goals(Kind kind, List<Run> runs, List<Double> limits) {
        List<Double> rates = runs.stream().map(Run::perSecond).toList();
        Target target = kind != Kind.ONE
                ? null
                : Target.shareOfLimit(durability.equals("always") ? OF_BARE_ALWAYS : OF_BARE_RELAXED);
        List<Goal> goals = new ArrayList<>();
        goals.add(new Goal(durability, kind.text(), "processes/s", rates, limits, target));
        goals.add(cost(kind, "hub", runs.stream().map(Run::hubMillis).toList()));
        goals.add(cost(kind, "Redis", runs.stream().map(Run::redisMillis).toList()));
        goals.add(new Goal(
                durability,
                kind.text() + ": " + FlowReport.OTHERS,
                "%",
                runs.stream().map(run -> 100 * run.others()).toList(),
                List.of(),
                null));
        return goals;
    }

    private Goal cost(Kind kind, String whose, List<Double> millis) {
        return new Goal(durability, kind.text() + ": processor, " + whose, "ms/process", millis, List.of(), null);
    }

    /** From the first delivery until the last process has ended. */
    private Run run(Kind kind, double seconds) throws IOException {
        long finished = site.kept().instances(kind.definition(), "finished");
        Cpu.Spent before = spent();
        Site.Sent sent = site.send(
                site.orders(Orders.CUSTOMERS, Orders.PLACED),
                kind.calls() > 0,
                (load, journey) -> load.closed(seconds, journey));
        long count = sent.answers().accepted();
        site.await(sent, kind, count * kind.calls(), finished + count);
        double took = (System.nanoTime() - sent.answers().start()) / 1e9;
        Cpu.Spent spent = spent().since(before);
        double each = 1_000.0 / Math.max(1, count);
        return new Run(count / took, spent.hub() * each, spent.redis() * each, spent.others());
    }

    private Cpu.Spent spent() {
        return Cpu.now(site.hub().pid(), site.hub().redisPid(), bare.pid());
    }

    /** Of processes that come one after another. */
    private Goal commits() throws IOException {
        site.settle();
        long before = site.kept().commits();
        for (int process = 0; process < ALONE; process++) {
            long finished = site.kept().instances(Kind.SETS.definition(), "finished");
            Site.Sent sent = site.send(site.orders(Orders.CUSTOMERS, Orders.PLACED), false, 1);
            site.await(sent, Kind.SETS, 0, finished + 1);
        }
        double each = (site.kept().commits() - before) / (double) ALONE;
        return Goal.of(durability, "commits of a process of 100 set", "commits", each, Target.most(1));
    }
}
