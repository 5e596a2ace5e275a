package dev.signalbox.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A service outside the hub that notes each call before it answers, and answers as told. */
public final class TestTarget implements AutoCloseable {

    /** One call as it arrived. */
    public record Hit(long at, String method, String path, String idempotencyKey, String traceParent, String body) {}

    /** A status that stands for no answer at all. */
    public static final int SILENCE = 0;

    private final List<Hit> hits = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final Map<String, Deque<Integer>> scripts = new ConcurrentHashMap<>();
    private final int port;
    private HttpServer server;

    public TestTarget() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int wanted) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 256);
            made.setExecutor(Executors.newFixedThreadPool(4, run -> {
                Thread thread = new Thread(run, "test-target");
                thread.setDaemon(true);
                return thread;
            }));
            made.createContext("/", this::answer);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        hits.add(new Hit(
                System.currentTimeMillis(),
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")),
                body));
        int status = status(exchange);
        if (status == SILENCE) {
            return;
        }
        byte[] answer = (status < 300 ? "{\"ok\":true}" : "not taken: " + body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** The next answer of the script of this call, if there is one left. */
    private int status(HttpExchange exchange) {
        String call = exchange.getRequestMethod() + ' ' + exchange.getRequestURI();
        Integer next = scripts.getOrDefault(call, new ConcurrentLinkedDeque<>()).poll();
        return next == null ? status.get() : next;
    }

    /** What the next calls such as {@code POST /charges} are answered, before it answers as always again. */
    public void answers(String call, Integer... statuses) {
        scripts.put(call, new ConcurrentLinkedDeque<>(List.of(statuses)));
    }

    public void answers(int wanted) {
        status.set(wanted);
    }

    public void stop() {
        server.stop(0);
    }

    /** Listens again on the same port. */
    public void start() {
        server = listen(port);
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public List<Hit> hits() {
        return List.copyOf(hits);
    }

    public List<String> keys() {
        return hits.stream().map(Hit::idempotencyKey).collect(Collectors.toList());
    }

    @Override
    public void close() {
        stop();
    }
}
