package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Child;
import dev.signalbox.proof.hub.HubJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Kills a hub whose rules remember many events, starts it again, and measures how soon it takes and decides deliveries. */
final class Recovery implements AutoCloseable {

    private static final String SOURCE = Orders.SOURCE;
    private static final int RATE = 1_000_000;
    private static final int CONNECTIONS = 64;
    private static final int MOST_SECONDS = 600;
    private static final long LOOK_NANOS = 20_000_000;
    private static final double SLICE_SECONDS = 2;
    private static final double LEAST_RATE = 1_000;

    /** Joins over the key, as the shipped packs have them; nothing of the load makes it fire. */
    private static final String RULES = """
            package rules.bench

            import dev.signalbox.event.Event

            rule "many orders of one customer"
            when
                $e : Event( type == "order.placed", $key : key )
                accumulate( Event( type == "order.placed", key == $key, this before[0s, 1h] $e ); $n : count(1); $n >= 1000000 )
            then
            end

            rule "placed and taken back"
            @retain( 1h )
            when
                $e : Event( type == "order.placed", $id : str("id"), $key : key )
                Event( type == "order.cancelled", key == $key, str("order") == $id )
            then
            end
            """;

    private final Path jar;
    private final List<String> jvm;
    private final Path data;
    private final int admin = freePort();
    private final int ingest = freePort();
    private Child child;

    /**
     * What one restart took, from the start of the process.
     *
     * @param events that the rules remembered
     * @param ack milliseconds until a delivery was answered with 2xx
     * @param decided milliseconds until nothing was left to be decided
     * @param replay milliseconds from the first sight of a replay to its end
     * @param cpu seconds of the processor that the hub took until then
     */
    record Run(long events, long ack, long decided, long replay, double cpu) {}

    Recovery(Path jar, List<String> jvm, Path folder) throws IOException {
        this.jar = jar;
        this.jvm = jvm;
        this.data = folder.resolve("data");
        this.child = start();
        api().put("/sources/" + SOURCE, Map.of("kind", "webhook", "verify", "none", "limits", limits()));
        api().put("/packs/" + SOURCE + "/draft", Map.of("drl", RULES));
        var unusedVersion = api().post("/packs/" + SOURCE + "/activate", Map.of("note", "bench"));
    }

    private static Map<String, Integer> limits() {
        return Map.of("rate", RATE, "burst", RATE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Child start() {
        List<String> words = new ArrayList<>(List.of("-XX:+ExitOnOutOfMemoryError"));
        words.addAll(jvm);
        words.addAll(HubJar.words(jar));
        words.addAll(List.of("run", "--log", "text", "--data", data.toString()));
        words.addAll(List.of("--admin-port", "" + admin, "--ingest-port", "" + ingest, "--durability", "relaxed"));
        return Child.start(words, Map.of(), "signalbox ready ", data.resolveSibling("hub.log"));
    }

    private Api api() throws IOException {
        var unusedLine = child.ready();
        return new Api(
                "http://127.0.0.1:" + admin,
                Files.readString(data.resolve("admin.token")).strip());
    }

    /**
     * Journals so many events and waits until they are decided.
     *
     * @param perKey how many of them have the same key
     */
    void load(long events, long perKey, Consumer<String> told) throws IOException {
        Load load = new Load(address(), CONNECTIONS, 0, Math.max(1, events / perKey));
        long began = System.nanoTime();
        for (long there = 0; there < events; ) {
            double rate = Math.max(LEAST_RATE, there / ((System.nanoTime() - began) / 1e9));
            double slice = Math.min(SLICE_SECONDS, (events - there) / rate);
            there += load.closed(slice, new Journey(load.position(), RATE, false))
                    .accepted();
            told.accept("  journaled " + there);
            inTime(began, "did not journal " + events + " events");
        }
        var unusedReplay = settle(new Before(0, 0));
    }

    /** As {@code kill -9} does, and a new start. */
    Run restart() throws IOException {
        Before before = new Before(sum("epoch") + partitions().size(), sum("last") + 1);
        child.kill();
        long began = System.nanoTime();
        child = start();
        while (!Knock.accepted(address())) {
            inTime(began, "did not take a delivery");
            LockSupport.parkNanos(LOOK_NANOS);
        }
        long ack = millis(began);
        long replay = settle(before);
        long pid = child.pid();
        double cpu = Cpu.now(pid, pid, pid).hub();
        return new Run(sum("position"), ack, millis(began), replay, cpu);
    }

    /**
     * What must be reached before rest counts: a hub that has just started knows of no backlog yet.
     *
     * @param epochs their sum
     * @param position their sum
     */
    private record Before(long epochs, long position) {}

    /** Waits until nothing is left to be decided; how long replays were seen, in milliseconds. */
    private long settle(Before before) throws IOException {
        long first = 0;
        long last = 0;
        long began = System.nanoTime();
        for (JsonNode partitions = partitions(); isBusy(partitions, before); partitions = partitions()) {
            long now = System.nanoTime();
            if (!partitions.findValues("done").isEmpty()) {
                first = first == 0 ? now : first;
                last = now;
            }
            inTime(began, "did not decide everything");
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return (last - first) / 1_000_000;
    }

    private static void inTime(long began, String what) {
        if (millis(began) > MOST_SECONDS * 1_000L) {
            throw new CannotRun("the hub " + what + " within " + MOST_SECONDS + " s; see its log");
        }
    }

    /** A backlog of nothing may be that of the second before: what the hub is about is told at once. */
    private static boolean isBusy(JsonNode partitions, Before before) {
        long backlog = 0;
        long epochs = 0;
        long position = 0;
        boolean replays = false;
        for (JsonNode partition : partitions) {
            backlog += partition.path("backlog").asLong();
            epochs += partition.path("epoch").asLong();
            position += partition.path("position").asLong();
            replays |= partition.path("replay").isObject();
        }
        return backlog > 0 || replays || epochs < before.epochs() || position < before.position();
    }

    private JsonNode partitions() throws IOException {
        return api().get("/info").path("partitions");
    }

    private long sum(String field) throws IOException {
        long sum = 0;
        for (JsonNode partition : partitions()) {
            sum += partition.path(field).asLong();
        }
        return sum;
    }

    JsonNode info() throws IOException {
        return api().get("/info");
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ingest);
    }

    private static long millis(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    @Override
    public void close() {
        child.close();
    }
}
