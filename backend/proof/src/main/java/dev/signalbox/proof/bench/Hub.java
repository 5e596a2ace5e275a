package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Child;
import dev.signalbox.proof.hub.HubJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The hub in a process of its own, with its embedded Redis, started and asked as anybody would. */
final class Hub implements AutoCloseable {

    private static final int RATE = 1_000_000;
    private static final long LOOK_NANOS = 20_000_000;
    private static final long CALM_NANOS = 5_000_000_000L;
    private static final String READY = "signalbox ready ";

    private final Child child;
    private final Path data;
    private final Api api;
    private final String token;
    private final URI ingest;

    /**
     * How it is started.
     *
     * @param jar of the hub, with its lib folder beside it
     * @param jvm more options of its JVM
     * @param options of the hub, beside folder and ports
     * @param environment more of it
     */
    record Setup(Path jar, List<String> jvm, List<String> options, Map<String, String> environment, Path data) {}

    Hub(Setup setup) throws IOException {
        data = setup.data();
        List<String> options = new ArrayList<>(List.of("-XX:+ExitOnOutOfMemoryError"));
        options.addAll(setup.jvm());
        options.addAll(HubJar.words(setup.jar()));
        options.addAll(List.of("run", "--log", "text", "--data", data.toString()));
        options.addAll(List.of("--admin-port", "0", "--ingest-port", "0"));
        options.addAll(setup.options());
        child = Child.start(options, setup.environment(), READY, data.resolveSibling(data.getFileName() + ".log"));
        String ready = child.ready();
        ingest = URI.create(after(ready, "ingest="));
        token = Files.readString(data.resolve("admin.token")).strip();
        api = new Api(after(ready, "admin="), token);
        api.put(
                "/sources/" + Orders.SOURCE,
                Map.of("kind", "webhook", "verify", "none", "limits", Map.of("rate", RATE, "burst", RATE)));
    }

    private static String after(String line, String word) {
        String rest = line.substring(line.indexOf(word) + word.length());
        int space = rest.indexOf(' ');
        return space < 0 ? rest : rest.substring(0, space);
    }

    InetSocketAddress ingest() {
        return new InetSocketAddress(ingest.getHost(), ingest.getPort());
    }

    /** Makes a rule that starts, for every other order, a process with one call. */
    void activate(String sink) {
        activate(Map.of("drl", Pack.RULES, "definitions", Map.of("tell", Pack.process(sink))));
    }

    /** Makes a draft what decides from now on. */
    void activate(Map<String, Object> draft) {
        api.put("/packs/" + Orders.SOURCE + "/draft", draft);
        var unusedVersion = api.post("/packs/" + Orders.SOURCE + "/activate", Map.of("note", "bench"));
    }

    JsonNode info() {
        return api.get("/info");
    }

    /** Waits until every event is decided; false when that did not come within the time. */
    boolean settle(double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (backlog() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /**
     * Waits until that is so and nothing has come for a while: what the hub tells of its journal may be seconds old when it had
     * much to do.
     */
    boolean calm(double seconds) {
        for (long before = -1; settle(seconds); LockSupport.parkNanos(CALM_NANOS)) {
            long now = journaled();
            if (now == before) {
                return true;
            }
            before = now;
        }
        return false;
    }

    /** Events in the journal, trimmed ones included. */
    long journaled() {
        long sum = 0;
        for (JsonNode partition : info().path("partitions")) {
            sum += partition.path("last").asLong();
        }
        return sum;
    }

    Api api() {
        return api;
    }

    /** Where its API and its metrics are. */
    String admin() {
        return api.address();
    }

    String token() {
        return token;
    }

    private long backlog() {
        long sum = 0;
        for (JsonNode partition : info().path("partitions")) {
            sum += partition.path("backlog").asLong();
        }
        return sum;
    }

    long pid() {
        return child.pid();
    }

    long redisPid() {
        try {
            return Long.parseLong(
                    Files.readString(data.resolve("redis").resolve("redis.pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
