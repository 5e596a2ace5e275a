package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A hub with its Redis, the sink that its processes call, and the orders that start them. Notes what was lost. */
final class Site implements AutoCloseable {

    private static final double PATIENCE = 30;
    private static final double SEND_SECONDS = 600;
    private static final long LOOK_NANOS = 5_000_000;

    private final FlowPlan plan;
    private final Sink sink;
    private final Hub hub;
    private final Kept kept;
    private long position;
    private long lost;
    private long repeated;
    private long failed;

    Site(FlowPlan plan, String name, String durability, Sink sink) throws IOException {
        this.plan = plan;
        this.sink = sink;
        Path data = plan.folder().resolve(name + '-' + durability);
        List<String> options = List.of(
                "--durability",
                durability,
                "--partitions",
                "" + FlowPlan.PARTITIONS,
                "--egress-allow",
                "127.0.0.1:" + sink.port());
        hub = new Hub(new Hub.Setup(plan.hub(), plan.jvm(), options, Map.of(), data));
        kept = new Kept(data, FlowPlan.PARTITIONS);
    }

    /** Sends orders, of which each starts a process or is heard by one. */
    @FunctionalInterface
    interface Sending {
        Answers send(Load load, Journey journey) throws IOException;
    }

    /** What came of them. */
    record Sent(Journey journey, Answers answers) {}

    Hub hub() {
        return hub;
    }

    Kept kept() {
        return kept;
    }

    Sink sink() {
        return sink;
    }

    /** The first order that is sent next. */
    long nextOrder() {
        return Orders.first(position);
    }

    /** From now on each order starts one of these. */
    void starts(Kind kind, String wait) {
        hub.activate(kind.draft(sink.url(), wait));
    }

    /** @param expecting whether each order leads to a call of the path that the sink knows */
    Sent send(Orders orders, boolean expecting, Sending sending) throws IOException {
        Load load = new Load(hub.ingest(), plan.connections(), position, orders);
        Journey journey = new Journey(position, most(), order -> expecting);
        sink.listen(journey);
        Answers answers = sending.send(load, journey);
        position = load.position();
        failed += answers.failed();
        return new Sent(journey, answers);
    }

    private int most() {
        return Math.max(plan.most(), 2 * Math.max(plan.waiting(), plan.listeners()));
    }

    /** The same with so many orders. */
    Sent send(Orders orders, boolean expecting, long count) throws IOException {
        long deliveries = Orders.deliveries(position, count);
        return send(orders, expecting, (load, journey) -> load.counted(deliveries, SEND_SECONDS, journey));
    }

    /** Orders of so many customers in turn. */
    Orders orders(long customers, String type) {
        return new Orders(hub.ingest().getHostString() + ':' + hub.ingest().getPort(), customers, type);
    }

    /** Waits until so many calls came and so many instances have ended, and notes what did not. */
    void await(Sent sent, Kind kind, long calls, long finished) throws IOException {
        long since = System.nanoTime();
        for (long seen = -1; sink.calls() < calls && System.nanoTime() - since < PATIENCE * 1e9; ) {
            since = sink.calls() == seen ? since : System.nanoTime();
            seen = sink.calls();
            LockSupport.parkNanos(LOOK_NANOS);
        }
        lost += finished - kept.await(kind.definition(), "finished", finished, PATIENCE);
        lost += Math.max(0, calls - sink.calls());
        repeated += Math.max(0, sink.calls() - calls) + sent.journey().repeats();
    }

    void settle() {
        if (!hub.settle(PATIENCE)) {
            throw new CannotRun("events are undecided " + PATIENCE + " s after the load ended; see the hub's log");
        }
    }

    /** Processes that did not end, and calls that did not come. */
    long lost() {
        return lost;
    }

    /** Calls that came again. */
    long repeated() {
        return repeated;
    }

    /** Deliveries without a 2xx. */
    long failed() {
        return failed;
    }

    @Override
    public void close() throws IOException {
        kept.close();
        hub.close();
    }
}
