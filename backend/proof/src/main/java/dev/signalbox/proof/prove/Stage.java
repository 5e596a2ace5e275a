package dev.signalbox.proof.prove;

import dev.signalbox.proof.prove.fault.Fault;
import dev.signalbox.proof.prove.world.Counts;
import dev.signalbox.proof.prove.world.EmbeddedStore;
import dev.signalbox.proof.prove.world.GivenStore;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.OwnStore;
import dev.signalbox.proof.prove.world.SinkNode;
import dev.signalbox.proof.prove.world.Store;
import dev.signalbox.proof.prove.world.Wiring;
import dev.signalbox.proof.prove.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Sets up the world of a plan, and clears it away; files stay. */
final class Stage implements AutoCloseable {

    private final Plan plan;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<HubNode> hubs = new ArrayList<>();

    Stage(Plan plan) {
        this.plan = plan;
    }

    /**
     * Sink, Redis, and all hubs, each ready.
     *
     * @param faults that are to strike
     */
    World open(List<Fault> faults) throws IOException {
        Random random = new Random(plan.seed());
        SinkNode sink = opened(new SinkNode(plan.folder().resolve("hits"), plan.seed()));
        sink.start();
        Store store = opened(store());
        Wiring wiring = opened(new Wiring());
        for (int number = 0; number < plan.hubs(); number++) {
            HubNode hub = opened(
                    new HubNode(number, data(number), plan.launch(), options(number, store, sink, wiring), wiring));
            hubs.add(hub);
        }
        if (hubs.size() == 1 && !faults.isEmpty()) {
            faults.get(0).prepare(hubs.get(0), random);
        }
        startHubs();
        hubs.forEach(hub -> hub.environment(Map.of()));
        return new World(
                List.copyOf(hubs),
                store,
                sink,
                wiring,
                new Counts(),
                random,
                new AtomicInteger(),
                plan.versions(),
                plan.folder());
    }

    /** The first prepares Redis, the others follow together. */
    private void startHubs() {
        hubs.get(0).start();
        ExecutorService starting = Executors.newFixedThreadPool(Math.max(1, hubs.size() - 1));
        try {
            CompletableFuture.allOf(hubs.stream()
                            .skip(1)
                            .map(hub -> CompletableFuture.runAsync(hub::start, starting))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
        } finally {
            starting.shutdown();
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        opened.add(one);
        return one;
    }

    private Path data(int number) {
        return plan.folder().resolve("hub-" + number);
    }

    private Store store() throws IOException {
        return switch (plan.redis()) {
            case "embedded" -> new EmbeddedStore(data(0));
            case "own" -> new OwnStore(Files.createDirectories(plan.folder().resolve("redis")));
            default -> new GivenStore(plan.redis());
        };
    }

    private List<String> options(int number, Store store, SinkNode sink, Wiring wiring) {
        List<String> options = new ArrayList<>(List.of(
                "--egress-allow",
                "127.0.0.1:" + sink.port(),
                "--lease",
                plan.lease().toMillis() + "ms"));
        if (!store.embedded()) {
            int port = store.ours() ? wiring.toStore(number, store.port()) : store.port();
            options.addAll(List.of("--redis", store.url(port)));
        }
        return options;
    }

    /** Hubs first, then what they lean on. */
    @Override
    public void close() throws IOException {
        for (int i = opened.size() - 1; i >= 0; i--) {
            close(opened.get(i));
        }
    }

    private static void close(AutoCloseable one) throws IOException {
        try {
            one.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
