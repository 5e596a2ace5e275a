package dev.signalbox.proof.bench;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Finds in one run what a hub takes and offers it a multiple of that: how much of its capacity is left, how long the
 * accepted ones take, whether the hub can still be looked after, and whether all that it accepted is journaled.
 */
final class Overload {

    private static final double SETTLE_SECONDS = 120;

    /** More of them at once would be refused in part, and come again at once. */
    private static final int CONNECTIONS_OF_CAPACITY = 256;

    private final Hub.Setup setup;
    private final int diskSync;
    private final Press press;
    private final Consumer<String> told;

    /**
     * @param warmUp seconds
     * @param window seconds of what it is compared with
     * @param times how many times its capacity is offered
     * @param seconds for how long
     * @param connections over which, so that refusals do not wait for the accepted ones
     */
    record Press(double warmUp, double window, double times, double seconds, int connections) {}

    /**
     * @param diskSync milliseconds that each sync of its disk takes longer
     * @param told what goes on, for whoever waits
     */
    Overload(Hub.Setup setup, int diskSync, Press press, Consumer<String> told) {
        this.setup = setup;
        this.diskSync = diskSync;
        this.press = press;
        this.told = told;
    }

    Strained run(Instant at) throws IOException {
        told.accept("overload, " + String.join(" ", setup.options()) + ": starting a hub");
        try (Hub hub = new Hub(setup)) {
            return run(at, hub);
        }
    }

    private Strained run(Instant at, Hub hub) throws IOException {
        int fewer = Math.min(CONNECTIONS_OF_CAPACITY, press.connections());
        told.accept("  warm-up");
        Load few = new Load(hub.ingest(), fewer, warmed(hub, fewer));
        double capacity = few.closed(press.window(), journey(few)).perSecond();
        told.accept("  capacity %,.0f/s; half of it for comparison".formatted(capacity));
        Load load = new Load(hub.ingest(), press.connections(), few.position());
        Answers normal = load.open(Math.max(1, capacity / 2), press.window(), journey(load));
        var unusedCalm = hub.calm(SETTLE_SECONDS);
        Strained.Before before =
                new Strained.Before(at.toString(), setup.options(), diskSync, capacity, normal.fromSent());
        return press(before, hub, load.position());
    }

    /** Refusing is another way through the hub than taking, and must be warm as well. The number of the next delivery. */
    private long warmed(Hub hub, int fewer) throws IOException {
        Load few = new Load(hub.ingest(), fewer);
        double rate = few.closed(press.warmUp(), journey(few)).perSecond();
        Load many = new Load(hub.ingest(), press.connections(), few.position());
        var unusedAnswers = many.press(Math.max(1, press.times() * rate), press.warmUp(), journey(many));
        var unusedCalm = hub.calm(SETTLE_SECONDS);
        return many.position();
    }

    private Strained press(Strained.Before before, Hub hub, long position) throws IOException {
        Load load = new Load(hub.ingest(), press.connections(), position);
        Onlooker onlooker = new Onlooker(hub);
        Onlooker.Memory rested = onlooker.memory();
        long journaled = hub.journaled();
        told.accept("  %.1f times that for %.0f s".formatted(press.times(), press.seconds()));
        Answers answers;
        Onlooker.Seen seen;
        try (Onlooker looking = onlooker.start()) {
            answers = load.press(press.times() * before.capacity(), press.seconds(), journey(load));
            seen = looking.seen();
        }
        boolean drained = hub.calm(SETTLE_SECONDS);
        long fresh = hub.journaled() - journaled;
        Onlooker.Memory after = new Onlooker(hub).memory();
        return new Strained(
                before,
                press,
                Strained.Pressed.of(answers, fresh, drained),
                seen,
                rested,
                after,
                load.position() - position);
    }

    private Journey journey(Load load) {
        return new Journey(load.position(), 0, false);
    }
}
