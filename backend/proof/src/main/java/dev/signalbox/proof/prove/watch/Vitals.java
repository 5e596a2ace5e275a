package dev.signalbox.proof.prove.watch;

import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.Resp;
import dev.signalbox.proof.prove.world.World;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes memory, open files and the count of fenced commits of all hubs, and the memory of Redis, every second. */
public final class Vitals implements AutoCloseable {

    private static final Pattern FENCED = Pattern.compile("(?m)^signalbox_fenced_total(?:\\{[^}]*})? ([0-9.E]+)$");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern USED = Pattern.compile("(?m)^used_memory:(\\d+)\\s*$");
    private static final int LOOK_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final World world;
    private final InstantSource clock;
    private final BufferedWriter out;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Looks looks = new Looks("vitals", LOOK_MILLIS, this::take);

    public Vitals(World world, InstantSource clock, Path file) throws IOException {
        this.world = world;
        this.clock = clock;
        this.out = Files.newBufferedWriter(file);
    }

    public void start() {
        looks.start();
    }

    private void take() {
        long redis = redis();
        for (HubNode hub : world.hubs()) {
            take(hub, redis);
        }
    }

    /** A hub that is away at the moment is left out; the next look may find it. */
    private void take(HubNode hub, long redis) {
        try {
            long pid = hub.pid();
            Vital vital = new Vital(clock.millis(), hub.number(), pid, resident(pid), files(pid), fenced(hub), redis);
            out.write(vital.line() + "\n");
        } catch (IOException | RuntimeException e) {
            return;
        }
    }

    private long redis() {
        try (Resp resp = world.store().connect()) {
            return found(USED, String.valueOf(resp.ask("INFO", "memory"))) / 1024;
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static long resident(long pid) throws IOException {
        return found(RESIDENT, Files.readString(Path.of("/proc", "" + pid, "status")));
    }

    private static long files(long pid) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", "" + pid, "fd"))) {
            return all.count();
        }
    }

    private long fenced(HubNode hub) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hub.api().address() + "/metrics"))
                .timeout(PATIENCE)
                .build();
        try {
            return found(FENCED, http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static long found(Pattern pattern, String text) {
        long sum = 0;
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            sum += (long) Double.parseDouble(matcher.group(1).toUpperCase(Locale.ROOT));
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        looks.end();
        take();
        out.close();
    }
}
