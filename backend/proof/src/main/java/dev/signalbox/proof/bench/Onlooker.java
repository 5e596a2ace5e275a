package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Looks after a hub under load as a person would: asks the API again and again, and notes how long that took and the memory. */
final class Onlooker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String admin;
    private final String token;
    private final Thread thread = new Thread(this::look, "onlooker");
    private final Histogram times = Quantiles.histogram();
    private final List<Memory> memory = new ArrayList<>();
    private volatile boolean open = true;
    private int failed;

    /** Of the hub's process, in bytes. */
    record Memory(long resident, long heap) {

        Memory most(Memory other) {
            return new Memory(Math.max(resident, other.resident), Math.max(heap, other.heap));
        }
    }

    /**
     * What was seen.
     *
     * @param failed requests without a 200
     */
    record Seen(Quantiles admin, int failed, Memory most) {}

    Onlooker(Hub hub) {
        this.admin = hub.admin();
        this.token = hub.token();
    }

    Onlooker start() {
        thread.start();
        return this;
    }

    /** Looks once now. */
    Memory memory() {
        try {
            String text = ask("/metrics");
            return new Memory(
                    metric(text, "process_resident_memory_bytes"),
                    metric(text, "jvm_memory_bytes_used{area=\"heap\",}"));
        } catch (IOException e) {
            throw new CannotRun("the hub does not tell its metrics: " + e.getMessage(), e);
        }
    }

    /** Ends, and tells what was seen. */
    Seen seen() {
        close();
        Memory most = memory.stream().reduce(Memory::most).orElse(new Memory(0, 0));
        return new Seen(Quantiles.of(times), failed, most);
    }

    private void look() {
        while (open) {
            try {
                long began = System.nanoTime();
                String overview = ask("/api/v1/overview");
                times.recordValue(System.nanoTime() - began);
                failed += overview.isEmpty() ? 1 : 0;
                memory.add(memory());
                Thread.sleep(PAUSE_MILLIS);
            } catch (IOException | CannotRun e) {
                failed++;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private String ask(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(admin + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("the bench was interrupted", e);
        }
    }

    private static long metric(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ' '))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        open = false;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
