package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many large events in batches of CloudEvents; what is refused for the time being is sent again. */
public final class BatchLoad {

    public static final String SOURCE = "load";

    private static final int BATCH = 50;
    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Supplier<HubClient> hub;
    private final int size;

    /** @param size of an event's data, in bytes */
    public BatchLoad(Supplier<HubClient> hub, int size) {
        this.hub = hub;
        this.size = size;
    }

    /** Makes the source. */
    public static void open(HubClient hub) throws InterruptedException {
        Map<String, Object> source =
                Map.of("kind", "webhook", "verify", "none", "limits", Map.of("rate", 1_000_000, "burst", 1_000_000));
        assertThat(hub.put("/sources/" + SOURCE, source).status()).isIn(200, 201);
    }

    public static String id(int number) {
        return "load-" + number;
    }

    /** Returns when all from {@code first} to before {@code end} are acknowledged. */
    public void send(int first, int end) throws Exception {
        AtomicInteger next = new AtomicInteger(first);
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<? extends Future<?>> all = IntStream.range(0, SENDERS)
                    .mapToObj(sender -> senders.submit(() -> {
                        for (int from = next.getAndAdd(BATCH); from < end; from = next.getAndAdd(BATCH)) {
                            byte[] batch = batch(from, Math.min(end, from + BATCH));
                            Until.holds("a batch is taken", PATIENCE, () -> taken(batch));
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    /** Sends for as long as there is somebody. */
    public void untilItEnds(int end, BooleanSupplier there) throws InterruptedException {
        for (int from = 0; from < end && there.getAsBoolean(); from += BATCH) {
            byte[] batch = batch(from, Math.min(end, from + BATCH));
            try {
                boolean unusedTaken = taken(batch);
            } catch (UncheckedIOException gone) {
                return;
            }
        }
    }

    private boolean taken(byte[] batch) throws InterruptedException {
        return hub.get()
                        .deliver(
                                "/events/" + SOURCE,
                                batch,
                                Map.of("Content-Type", "application/cloudevents-batch+json"))
                        .status()
                == 200;
    }

    private byte[] batch(int from, int end) {
        StringBuilder json = new StringBuilder("[");
        for (int number = from; number < end; number++) {
            json.append(json.length() == 1 ? "" : ",")
                    .append("{\"specversion\":\"1.0\",\"type\":\"load.event\",\"source\":\"/load\",\"id\":\"")
                    .append(id(number))
                    .append("\",\"subject\":\"key-")
                    .append(number % 97)
                    .append("\",\"data\":{\"text\":\"")
                    .append(text(number))
                    .append("\"}}");
        }
        return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Hexadecimal digits, so that half of it can be compressed. */
    private String text(int number) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder text = new StringBuilder(size);
        while (text.length() < size) {
            text.append(Long.toHexString(random.nextLong()));
        }
        return text.toString();
    }
}
