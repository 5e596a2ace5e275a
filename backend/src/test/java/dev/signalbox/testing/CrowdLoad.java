package dev.signalbox.testing;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Senders that deliver to any hub, one event after the other, and repeat each until it is taken. */
public final class CrowdLoad implements AutoCloseable {

    private static final int MOST = 4_000;
    private static final int KEYS = 5;
    private static final long PAUSE_NANOS = 5_000_000;

    private final HubCrowd crowd;
    private final String name;
    private final List<Thread> senders = new ArrayList<>();
    private final Map<String, List<Long>> positions = new ConcurrentHashMap<>();
    private final AtomicInteger acked = new AtomicInteger();
    private volatile boolean open = true;
    private volatile int avoided = -1;

    CrowdLoad(HubCrowd crowd, String name, int senders) {
        this.crowd = crowd;
        this.name = name;
        for (int n = 0; n < senders; n++) {
            int sender = n;
            Thread thread = new Thread(() -> send(sender), name + "-sender-" + n);
            thread.start();
            this.senders.add(thread);
        }
    }

    /** Waits until so many more were taken. */
    public void goesOn(int more) {
        int wanted = acked.get() + more;
        Until.holds(more + " more events", Duration.ofSeconds(30), () -> acked.get() >= wanted);
    }

    /** Sends nothing to a hub from now on. */
    public void avoid(int hub) {
        avoided = hub;
    }

    /** Ends the senders; every event that they began is taken then. */
    public void end() throws InterruptedException {
        open = false;
        for (Thread sender : senders) {
            sender.join();
        }
    }

    public int acked() {
        return acked.get();
    }

    /** The positions of the events of each key, in the order of their sending. */
    public Collection<List<Long>> positionsByKey() {
        return positions.values();
    }

    private void send(int sender) {
        for (int n = 0; open && n < MOST; n++) {
            String key = name + '-' + sender + '-' + n % KEYS;
            String body = TestPack.paid(name + '-' + sender + '-' + n, key, 500);
            positions.computeIfAbsent(key, fresh -> new ArrayList<>()).add(deliver(sender + n, body));
            acked.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Goes to the next hub when one does not take it. */
    private long deliver(int first, String body) {
        for (int n = first; ; n++) {
            int hub = n % crowd.hubs().size();
            if (hub != avoided) {
                long position = deliver(crowd.client(hub), body);
                if (position > 0) {
                    return position;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static long deliver(HubClient hub, String body) {
        try {
            HubClient.Answer answer = hub.deliver("/hooks/shop", body.getBytes(StandardCharsets.UTF_8), Map.of());
            return answer.status() == 202 || answer.status() == 200
                    ? answer.body().path("position").asLong()
                    : 0;
        } catch (UncheckedIOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }
}
