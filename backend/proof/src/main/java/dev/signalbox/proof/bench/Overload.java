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

    private final Plan plan;
    private final Press press;
    private final Consumer<String> told;

    /**
     * @param times how many times its capacity is offered
     * @param seconds for how long
     * @param connections over which, so that refusals do not wait for the accepted ones
     */
    record Press(double times, double seconds, int connections) {}

    /** @param told what goes on, for whoever waits */
    Overload(Plan plan, Press press, Consumer<String> told) {
        this.plan = plan;
        this.press = press;
        this.told = told;
    }

    Strained run(Instant at) throws IOException {
        String durability = plan.durabilities().get(plan.durabilities().size() - 1);
        told.accept("overload, " + durability + ": starting a hub");
        Hub.Setup setup =
                new Hub.Setup(plan.hub(), plan.jvm(), durability, plan.folder().resolve("overload"), 1);
        try (Hub hub = new Hub(setup)) {
            return run(at, durability, hub);
        }
    }

    private Strained run(Instant at, String durability, Hub hub) throws IOException {
        Load load = new Load(hub.ingest(), press.connections());
        told.accept("  warm-up");
        var unusedAnswers = load.closed(plan.warmUp(), journey(load));
        double capacity = load.closed(plan.seconds(), journey(load)).perSecond();
        told.accept("  capacity %,.0f/s; half of it for comparison".formatted(capacity));
        Answers normal = load.open(Math.max(1, capacity / 2), plan.seconds(), journey(load));
        var unusedCalm = hub.calm(SETTLE_SECONDS);
        return press(new Strained.Before(at.toString(), durability, capacity, normal.fromSent()), hub, load.position());
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
