package dev.signalbox.proof.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** The generator: one thread, a fixed number of fresh connections for each window, at most one request under way on each. */
final class Load {

    private static final long NANOS_IN_MILLI = 1_000_000;
    private static final long NAP = 50_000;

    private final Orders orders;
    private final InetSocketAddress server;
    private final int connections;
    private final Deque<Line> idle = new ArrayDeque<>();
    private long delivery;

    Load(InetSocketAddress server, int connections) {
        this(server, connections, 0);
    }

    /** @param first the number of its first delivery: what another load has sent already would be duplicates */
    Load(InetSocketAddress server, int connections, long first) {
        this(server, connections, first, Orders.CUSTOMERS);
    }

    /** @param customers whose orders it sends, in turn */
    Load(InetSocketAddress server, int connections, long first, long customers) {
        this(server, connections, first, new Orders(server.getHostString() + ":" + server.getPort(), customers));
    }

    /** @param orders what it sends */
    Load(InetSocketAddress server, int connections, long first, Orders orders) {
        this.delivery = first;
        this.orders = orders;
        this.server = server;
        this.connections = connections;
    }

    /** The number of the next delivery. */
    long position() {
        return delivery;
    }

    Answers closed(double seconds, Journey journey) throws IOException {
        return window(now -> new Pace.Closed(now + (long) (seconds * 1e9)), journey);
    }

    /** Closed loop of so many deliveries. */
    Answers counted(long count, double seconds, Journey journey) throws IOException {
        return window(now -> new Pace.Counted(count, now + (long) (seconds * 1e9)), journey);
    }

    Answers open(double perSecond, double seconds, Journey journey) throws IOException {
        return window(now -> new Pace.Open(now, perSecond, seconds), journey);
    }

    /**
     * The same, and what could not be sent in time is not sent at all. Begins when the server has greeted every connection: to
     * accept a thousand of them takes longer than to refuse what comes over them.
     */
    Answers press(double perSecond, double seconds, Journey journey) throws IOException {
        try (Selector selector = Selector.open();
                Lines lines = new Lines(server, selector, connections, orders.requestSize())) {
            lines.greet(orders.greeting());
            long now = System.nanoTime();
            Pace wanted = new Pace.Press(new Pace.Open(now, perSecond, seconds), now + (long) (seconds * 1e9));
            return run(wanted, selector, lines, journey);
        }
    }

    private Answers window(LongFunction<Pace> pace, Journey journey) throws IOException {
        try (Selector selector = Selector.open();
                Lines lines = new Lines(server, selector, connections, orders.requestSize())) {
            return run(pace.apply(System.nanoTime()), selector, lines, journey);
        }
    }

    private Answers run(Pace pace, Selector selector, Lines lines, Journey journey) throws IOException {
        idle.clear();
        idle.addAll(lines.all());
        Answers answers = new Answers(System.nanoTime());
        while (true) {
            long now = System.nanoTime();
            long next = send(pace, journey, now);
            if ((next == Long.MAX_VALUE && idle.size() == connections) || now > pace.end()) {
                break;
            }
            await(selector, next == Long.MAX_VALUE || idle.isEmpty() ? Long.MAX_VALUE : next - now);
            receive(selector, answers, journey);
        }
        answers.unanswered(connections - idle.size());
        return answers;
    }

    /** Sends all that is due; when the next one is. */
    private long send(Pace pace, Journey journey, long now) throws IOException {
        long next = pace.next(now);
        while (next <= now && !idle.isEmpty()) {
            journey.due(delivery, next);
            idle.remove().send(orders, delivery++, next);
            pace.sent();
            next = pace.next(now);
        }
        return next;
    }

    /** A selector sleeps by the millisecond; shorter waits are naps. */
    private static void await(Selector selector, long nanos) throws IOException {
        if (nanos > 2 * NANOS_IN_MILLI) {
            selector.select(Math.min(100, nanos / NANOS_IN_MILLI - 1));
        } else if (selector.selectNow() == 0 && nanos > NAP) {
            LockSupport.parkNanos(NAP);
            selector.selectNow();
        }
    }

    private void receive(Selector selector, Answers answers, Journey journey) throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            Line line = (Line) key.attachment();
            int status = line.advance();
            if (status != 0) {
                long now = System.nanoTime();
                answers.add(status, line, now);
                journey.answered(line.delivery(), status, now);
                idle.add(line);
            }
        }
        selector.selectedKeys().clear();
    }
}
