package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Child;
import dev.signalbox.proof.hub.Machine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures what a plan asks for. The bare server, the disk and the hub take turns in each run. */
final class Bench {

    private static final double LIMIT_SHARE = 0.4;

    private final Plan plan;
    private final Consumer<String> told;

    /** @param told what goes on, for whoever waits */
    Bench(Plan plan, Consumer<String> told) {
        this.plan = plan;
        this.told = told;
    }

    Report run(Instant at) throws IOException {
        List<Row> rows = new ArrayList<>();
        JsonNode info = null;
        try (Sink sink = new Sink();
                Child bare = bare()) {
            InetSocketAddress server = address(bare.ready().substring(BareServer.READY.length()));
            for (Plan.Work work : plan.works()) {
                for (String durability : plan.durabilities()) {
                    try (Hub hub = hub(work, durability, sink)) {
                        info = hub.info();
                        rows.add(new Row(work, durability, runs(work, hub, sink, bare, server)));
                    }
                }
            }
        }
        return new Report(at.toString(), Machine.here(info == null ? Api.JSON.nullNode() : info), plan, rows);
    }

    private Child bare() {
        String classes = System.getProperty("java.class.path");
        return Child.start(
                List.of("-cp", classes, "dev.signalbox.proof.Main", "bare"),
                Map.of(),
                BareServer.READY,
                plan.folder().resolve("bare.log"));
    }

    private static InetSocketAddress address(String url) {
        URI uri = URI.create(url);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    private Hub hub(Plan.Work work, String durability, Sink sink) throws IOException {
        String name = work.name().toLowerCase(java.util.Locale.ROOT) + '-' + durability;
        told.accept(name + ": starting a hub");
        Path data = plan.folder().resolve(name);
        List<String> options = List.of("--durability", durability, "--egress-allow", "127.0.0.1:" + sink.port());
        Hub hub = new Hub(new Hub.Setup(plan.hub(), plan.jvm(), options, Map.of(), data));
        if (work == Plan.Work.ACTION) {
            hub.activate(sink.url());
        }
        return hub;
    }

    private List<Figures> runs(Plan.Work work, Hub hub, Sink sink, Child bare, InetSocketAddress server)
            throws IOException {
        List<Figures> runs = new ArrayList<>();
        Load bareLoad = new Load(server, plan.connections());
        Load load = new Load(hub.ingest(), plan.connections());
        Window window = new Window(hub, sink, load, bare.pid(), plan, work);
        told.accept("  warm-up");
        var unusedAnswers = bareLoad.closed(plan.warmUp() * LIMIT_SHARE, none(bareLoad));
        var unusedSeen = window.see((to, journey) -> to.closed(plan.warmUp(), journey));
        for (int run = 1; run <= plan.runs(); run++) {
            Figures figures = figures(window, limits(bareLoad, bare));
            told.accept("  run " + run + ": " + Table.line(figures));
            runs.add(figures);
        }
        return runs;
    }

    private Journey none(Load load) {
        return new Journey(load.position(), plan.most(), false);
    }

    private Figures.Limits limits(Load bareLoad, Child bare) throws IOException {
        Cpu.Spent before = Cpu.now(bare.pid(), bare.pid(), bare.pid());
        Answers answers = bareLoad.closed(plan.seconds() * LIMIT_SHARE, none(bareLoad));
        double cpu = Cpu.now(bare.pid(), bare.pid(), bare.pid()).since(before).bare();
        Disk.Syncs syncs =
                Disk.measure(plan.folder(), plan.group(), new Orders("").size(), plan.seconds() * LIMIT_SHARE / 2);
        return new Figures.Limits(
                answers.perSecond(),
                1_000 * cpu / Math.max(1, answers.good()),
                syncs.perSecond(),
                syncs.events(),
                syncs.eventsPerSecond());
    }

    private Figures figures(Window window, Figures.Limits limits) throws IOException {
        Window.Seen closed = window.see((load, journey) -> load.closed(plan.seconds(), journey));
        double sustained = closed.answers().good() / closed.secondsToEnd();
        double rate = plan.rate() > 0 ? plan.rate() : Math.max(1, sustained / 2);
        Window.Seen open = window.see((load, journey) -> load.open(rate, plan.seconds(), journey));
        return new Figures(limits, highest(closed, sustained), constant(open, rate));
    }

    private static Figures.Highest highest(Window.Seen seen, double sustained) {
        return new Figures.Highest(
                seen.answers().perSecond(),
                seen.callsPerSecond(),
                sustained,
                seen.answers().duplicates(),
                seen.answers().failed(),
                seen.missing(),
                seen.journey().repeats(),
                seen.answers().times(),
                seen.cost());
    }

    private static Figures.Constant constant(Window.Seen seen, double rate) {
        return new Figures.Constant(
                rate,
                seen.answers().failed(),
                seen.missing(),
                seen.answers().times(),
                seen.journey().fromAnswer(),
                seen.journey().fromDue(),
                seen.cost());
    }
}
