package dev.signalbox.demo.world;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Lets scenes happen at a rate and tells their facts to the hub, some of them more than once. */
final class Traffic {

    private static final long TICK_MILLIS = 50;
    private static final double TOLD_TWICE = 0.08;
    private static final int TWICE_WITHIN_MILLIS = 3_000;
    private static final int BAD_EVERY = 200;
    private static final int MOST_WAITING = 1_000;
    private static final int REMEMBERED = 200;
    private static final int STORM_TIMES = 3;

    private final Vertx vertx;
    private final Scenes scenes;
    private final Courier courier;
    private final Ledger ledger;
    private final RandomGenerator random;
    private final double rate;
    private final BooleanSupplier enough;
    private final Deque<Fact> lastAccepted = new ArrayDeque<>();
    private double due;
    private long told;
    private boolean paused = true;
    private long timer;

    /** @param enough whether there is to be no new scene */
    Traffic(
            Vertx vertx,
            Scenes scenes,
            Courier courier,
            Ledger ledger,
            RandomGenerator random,
            double rate,
            BooleanSupplier enough) {
        this.vertx = vertx;
        this.scenes = scenes;
        this.courier = courier;
        this.ledger = ledger;
        this.random = random;
        this.rate = rate;
        this.enough = enough;
    }

    void start() {
        paused = false;
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    }

    void stop() {
        paused = true;
        vertx.cancelTimer(timer);
    }

    boolean paused() {
        return paused;
    }

    double rate() {
        return rate;
    }

    /** No new scenes; those that have begun go on to their end. */
    void pause(boolean pause) {
        paused = pause;
        due = 0;
    }

    private void tick() {
        if (paused || ledger.events().waiting() > MOST_WAITING) {
            return;
        }
        due += rate * TICK_MILLIS / 1_000;
        while (due >= 1 && !enough.getAsBoolean()) {
            Scene scene = scenes.next();
            due -= scene.steps().size();
            play(scene);
            spoil(scene.steps().size());
        }
    }

    /** Now and then something that the hub must refuse. */
    private void spoil(int more) {
        told += more;
        if (told >= BAD_EVERY) {
            told -= BAD_EVERY;
            ledger.bad();
            courier.deliver(scenes.bad()).onSuccess(outcome -> {
                if (outcome == Courier.Outcome.REFUSED) {
                    ledger.badRefused();
                }
            });
        }
    }

    private void play(Scene scene) {
        step(scene, scene.steps().iterator(), 0);
    }

    private void step(Scene scene, Iterator<Scene.Step> rest, long began) {
        Scene.Step step = rest.next();
        if (step.afterMillis() == 0) {
            tell(scene, step.fact(), rest, began);
        } else {
            vertx.setTimer(step.afterMillis(), timer -> tell(scene, step.fact(), rest, began));
        }
    }

    private void tell(Scene scene, Fact fact, Iterator<Scene.Step> rest, long began) {
        ledger.sent();
        long first = began == 0 ? millis() : began;
        courier.deliver(fact).onSuccess(outcome -> {
            if (outcome == Courier.Outcome.REFUSED) {
                ledger.refused();
                return;
            }
            accepted(fact);
            if (rest.hasNext()) {
                step(scene, rest, first);
            } else if (millis() - first <= scene.withinMillis()) {
                ledger.expect(scene.effect());
            }
        });
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }

    private void accepted(Fact fact) {
        ledger.accepted();
        lastAccepted.addLast(fact);
        if (lastAccepted.size() > REMEMBERED) {
            lastAccepted.removeFirst();
        }
        if (random.nextDouble() < TOLD_TWICE) {
            vertx.setTimer(1L + random.nextInt(TWICE_WITHIN_MILLIS), timer -> again(fact));
        }
    }

    private void again(Fact fact) {
        ledger.duplicate();
        var unusedOutcome = courier.once(fact);
    }

    /** All that was accepted last comes again, several times; how many deliveries that makes. */
    int storm() {
        for (int i = 0; i < STORM_TIMES; i++) {
            lastAccepted.forEach(this::again);
        }
        return STORM_TIMES * lastAccepted.size();
    }

    /** Something that follows from what the hub did. */
    void follow(Scene scene, long afterMillis) {
        vertx.setTimer(afterMillis, timer -> play(scene));
    }

    /** A clinician has heard of a result, and acknowledges it most often. */
    void notified(String result) {
        if (random.nextDouble() < 0.9) {
            follow(scenes.acknowledgment(result), random.nextInt(1_000, 8_000));
        }
    }
}
