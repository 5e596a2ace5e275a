package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Replaces the rules of a hub again and again while events come at a constant rate. */
final class Swaps {

    private static final int CONNECTIONS = 64;
    private static final int MOST = 2_000_000;
    private static final double SLICE = 2;
    private static final double DRAIN_SECONDS = 60;
    private static final long LOOK_NANOS = 5_000_000;

    private final Path jar;
    private final List<String> jvm;
    private final Wanted wanted;
    private final Consumer<String> told;
    private long accepted;
    private long failed;

    /**
     * What is to be done.
     *
     * @param rate deliveries per second
     * @param swaps activations
     * @param quiet seconds before the first of them, and as many before that to warm up
     */
    record Wanted(double rate, int swaps, double quiet) {}

    Swaps(Path jar, List<String> jvm, Wanted wanted, Consumer<String> told) {
        this.jar = jar;
        this.jvm = jvm;
        this.wanted = wanted;
        this.told = told;
    }

    Swapped run(String at, Path folder) throws IOException, InterruptedException {
        try (Sink sink = new Sink()) {
            List<String> options = List.of("--egress-allow", "127.0.0.1:" + sink.port());
            told.accept("swaps: starting a hub");
            try (Hub hub = new Hub(new Hub.Setup(jar, jvm, options, Map.of(), folder.resolve("swaps")))) {
                return run(at, hub, sink);
            }
        }
    }

    private Swapped run(String at, Hub hub, Sink sink) throws IOException, InterruptedException {
        Api api = hub.api();
        api.put("/packs/" + Orders.SOURCE + "/draft", Texts.good(0, sink.url()));
        var unusedVersion = api.post("/packs/" + Orders.SOURCE + "/activate", Map.of("note", "text 0"));
        Load load = new Load(hub.ingest(), CONNECTIONS);
        told.accept("  %,.0f/s to warm up, and without activations".formatted(wanted.rate()));
        Journey warming = journey(load, sink);
        count(load.open(wanted.rate(), wanted.quiet(), warming));
        settle(hub, warming);
        Journey quiet = journey(load, sink);
        count(load.open(wanted.rate(), wanted.quiet(), quiet));
        settle(hub, quiet);

        told.accept("  %d activations meanwhile".formatted(wanted.swaps()));
        Journey swapping = journey(load, sink);
        Swapper swapper = new Swapper(api, sink.url(), wanted.swaps());
        swapper.start();
        do {
            count(load.open(wanted.rate(), SLICE, swapping));
        } while (swapper.isAlive());
        settle(hub, swapping);
        Swapper.Done done = swapper.done();
        return new Swapped(
                at,
                wanted.rate(),
                took(quiet),
                took(swapping),
                done,
                new Deciders(api, swapper, swapping).all(),
                accepted,
                failed,
                missing(warming) + missing(quiet) + missing(swapping),
                (long) warming.repeats() + quiet.repeats() + swapping.repeats());
    }

    private static Journey journey(Load load, Sink sink) {
        Journey journey = new Journey(load.position(), MOST, true);
        sink.listen(journey);
        return journey;
    }

    private void count(Answers answers) {
        accepted += answers.accepted();
        failed += answers.failed();
    }

    private static void settle(Hub hub, Journey journey) {
        long end = System.nanoTime() + (long) (DRAIN_SECONDS * 1e9);
        while (missing(journey) > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (!hub.settle(DRAIN_SECONDS)) {
            throw new CannotRun("events are undecided " + DRAIN_SECONDS + " s after the load ended; see the hub's log");
        }
    }

    private static long missing(Journey journey) {
        return journey.expected() - (long) journey.calls();
    }

    private static Swapped.Took took(Journey journey) {
        return new Swapped.Took(journey.fromDue(), journey.longest());
    }
}
