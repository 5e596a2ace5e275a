package dev.signalbox.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that is down, or keeps each call until a test lets it go, and knows how many it has at once. */
public final class GatedTarget implements AutoCloseable {

    private static final int DOWN = 503;
    private static final int MANY = 1_000_000;

    private final HttpServer server;
    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Integer> ahead = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> served = new ConcurrentHashMap<>();
    private volatile Map<String, String> headers = Map.of();
    private volatile boolean up;

    public GatedTarget() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(run -> {
            Thread thread = new Thread(run, "gated-target");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (!up) {
            refused.incrementAndGet();
            headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(DOWN, -1);
            exchange.close();
            return;
        }
        ahead.add(inside.incrementAndGet() - answered.get() / 4);
        gate.acquireUninterruptibly();
        served.merge(exchange.getRequestHeaders().getFirst("Idempotency-Key"), 1, Integer::sum);
        answered.incrementAndGet();
        inside.decrementAndGet();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** Answers calls with 503 no longer, but keeps them. */
    public void up() {
        up = true;
    }

    /** Lets so many of the calls that it keeps, or gets, go. */
    public void let(int go) {
        gate.release(go);
    }

    public void letAll() {
        let(MANY);
    }

    public int inside() {
        return inside.get();
    }

    /** How often it was called while it was down. */
    public int refused() {
        return refused.get();
    }

    /** The most calls that it had at once beyond one for each four good answers. */
    public int mostAhead() {
        return ahead.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** How often each key was served. */
    public Map<String, Integer> served() {
        return Map.copyOf(served);
    }

    /** With what it refuses while it is down. */
    public void refusesWith(Map<String, String> told) {
        headers = Map.copyOf(told);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        letAll();
        server.stop(0);
    }
}
