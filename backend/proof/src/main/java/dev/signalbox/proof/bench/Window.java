package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** One window of load on the hub: load, until everything that it asked for has come, with the time that took. */
final class Window {

    private static final double DRAIN_SECONDS = 60;
    private static final long LOOK_NANOS = 5_000_000;

    /** What a window came to. */
    record Seen(Answers answers, Journey journey, Cpu.Spent spent, double secondsToEnd) {

        long missing() {
            return journey.expected() - (long) journey.calls();
        }

        double callsPerSecond() {
            return journey.calls() == 0 ? 0 : journey.calls() * 1e9 / (journey.lastCall() - answers.start());
        }

        Figures.Cost cost() {
            return Figures.Cost.of(spent, answers.good());
        }
    }

    /** Sends it. */
    @FunctionalInterface
    interface Sending {
        Answers send(Load load, Journey journey) throws IOException;
    }

    private final Hub hub;
    private final Sink sink;
    private final Load load;
    private final long bare;
    private final Plan plan;
    private final boolean calling;

    Window(Hub hub, Sink sink, Load load, long bare, Plan plan, Plan.Work work) {
        this.hub = hub;
        this.sink = sink;
        this.load = load;
        this.bare = bare;
        this.plan = plan;
        this.calling = work == Plan.Work.ACTION;
    }

    Seen see(Sending sending) throws IOException {
        Journey journey = new Journey(load.position(), plan.most(), calling);
        sink.listen(journey);
        Cpu.Spent before = spent();
        Answers answers = sending.send(load, journey);
        awaitCalls(journey);
        if (!hub.settle(DRAIN_SECONDS)) {
            throw new CannotRun("events are undecided " + DRAIN_SECONDS + " s after the load ended; see the hub's log");
        }
        double seconds = (System.nanoTime() - answers.start()) / 1e9;
        return new Seen(answers, journey, spent().since(before), seconds);
    }

    private void awaitCalls(Journey journey) {
        long end = System.nanoTime() + (long) (DRAIN_SECONDS * 1e9);
        while (journey.calls() < journey.expected() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private Cpu.Spent spent() {
        return Cpu.now(hub.pid(), hub.redisPid(), bare);
    }
}
