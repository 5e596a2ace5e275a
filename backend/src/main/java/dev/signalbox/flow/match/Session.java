package dev.signalbox.flow.match;

import dev.signalbox.event.Event;
import dev.signalbox.sandbox.Budget;
import dev.signalbox.sandbox.Exhausted;
import dev.signalbox.sandbox.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.drools.core.time.impl.PseudoClockScheduler;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The memory of the rules in one partition, and the clock by which it forgets. Confined to the partition's thread; its
 * state is a fold of the events and clock seconds that it was given, in their order.
 *
 * <p>After a {@link RuleFault} that is not undone it is of no more use: close it, and replay {@link Rules#window} into a new
 * one.
 */
public final class Session implements AutoCloseable {

    /** More firings for one event are taken for a loop. */
    static final int LIMIT = 1_000;

    private final Rules rules;
    final KieSession engine;
    private final PseudoClockScheduler clock;
    private final Notes notes;
    private final Memory memory;
    private final Effects effects;
    private final Budget budget;
    private final Firings firings;

    /* For whoever looks from another thread. */
    private volatile long evaluating;

    private boolean muted;
    private boolean broken;

    Session(Rules rules, KieSession engine) {
        this.rules = rules;
        this.engine = engine;
        this.clock = engine.getSessionClock();
        this.budget = new Budget(rules.limits().once());
        this.firings = new Firings(rules);
        this.notes = new Notes(firings::last);
        this.memory = new Memory(rules, engine, firings::last);
        this.effects = new Effects(firings::last);
        Failing.noteIn(engine.getEnvironment(), effects);
        rules.give(engine, notes);
        engine.addEventListener(firings);
        engine.addEventListener(effects);
        engine.addEventListener(memory);
    }

    /** While it is muted, rules fire and remember, and nothing is collected: for the replay of what was decided before. */
    public void mute(boolean mute) {
        muted = mute;
        notes.mute(mute);
    }

    /**
     * Lets the clock run to a time, second by second, and fires what falls due. The first call only sets the clock.
     *
     * @param at milliseconds since the epoch; a time that has passed does nothing
     * @return a decision for each second in which a rule fired; while it is muted, in which one inserted something
     * @throws RuleFault when a rule failed
     */
    public List<Decision> advance(long at) {
        long last = Seconds.begun(at);
        if (clock.getCurrentTime() == 0) {
            walk(last);
            return List.of();
        }
        List<Decision> decisions = new ArrayList<>();
        for (long second = due(); second <= last; second = due()) {
            Decision decision = decide(second);
            if (!decision.matched().isEmpty() || !decision.inserted().isEmpty()) {
                decisions.add(decision);
            }
        }
        walk(last);
        return decisions;
    }

    private void walk(long second) {
        var unusedDecision = guarded(second, () -> step(second));
    }

    /** What falls due in the last instant of a fact's window finds it still there, whatever its fraction of a second. */
    private Decision decide(long second) {
        return guarded(second, () -> {
            for (long end = memory.next(); end <= second; end = memory.next()) {
                runTo(end - 1);
                fire(() -> false);
                leave(end);
            }
            runTo(second);
            fire(() -> false);
        });
    }

    /**
     * Lets the clock run to a second without firing: what falls due is cancelled. For a second at which a rule failed.
     *
     * @param at milliseconds since the epoch
     */
    public void pass(long at) {
        long second = Seconds.begun(at);
        if (second <= clock.getCurrentTime()) {
            return;
        }
        var unusedDecision = guarded(second, () -> {
            step(second);
            cancel();
        });
    }

    /** Remembers an event without firing: what it would make match is cancelled. */
    public void see(Event event) {
        if (rules.interest().keeps(event.getType()) && !rules.schemas().hides(event, rules.version(), true)) {
            var unusedDecision = guarded(0, () -> {
                var unusedEarly = memory.hold(event, engine.insert(event));
                cancel();
            });
        }
    }

    /** Remembers what a rule has inserted before, without firing. */
    public void insert(Inserted fact) {
        var unusedDecision = guarded(0, () -> {
            engine.insert(rules.fact(fact));
            cancel();
        });
    }

    /**
     * Decides one event. The caller has brought the clock to its receive time with {@link #advance}.
     *
     * @throws RuleFault when a rule failed or more than 1,000 fired, or when the event is not what its schema wants; nothing of
     * the decision counts
     */
    public Decision on(Event event) {
        boolean seen = rules.interest().maySee(event.getType());
        boolean open = (seen || !muted) && !rules.schemas().hides(event, rules.version(), muted);
        if (!seen || !open) {
            return Decision.nothing(rules.version());
        }
        return guarded(0, () -> {
            FactHandle handle = engine.insert(event);
            fire(() -> undo(handle));
            if (rules.interest().keeps(event.getType())) {
                if (memory.hold(event, handle)) {
                    cancel();
                }
            } else {
                engine.delete(handle);
            }
        });
    }

    /** Takes an event out again for which a rule failed, if nothing of it stays; what matches again without it does not fire. */
    private boolean undo(FactHandle handle) {
        if (effects.changed() || !rules.canUndo()) {
            return false;
        }
        engine.delete(handle);
        cancel();
        return true;
    }

    /** What would match now does not fire. */
    private void cancel() {
        engine.fireAllRules(match -> false);
    }

    /** The time of its clock in milliseconds since the epoch; 0 before the first {@link #advance}. */
    public long now() {
        return clock.getCurrentTime();
    }

    /** The rule whose consequence runs at this moment, as {@code pack/rule}; empty when none does. For any thread. */
    public String running() {
        return firings.running();
    }

    /**
     * The second of the clock that was begun last, milliseconds since the epoch; 0 when it was an event. For any thread.
     */
    public long evaluating() {
        return evaluating;
    }

    /** The version of its rules. */
    public int rulebook() {
        return rules.version();
    }

    /** How many facts it holds: what a rule makes it remember. */
    public long facts() {
        return engine.getFactCount();
    }

    /** What it remembers of each type. For any thread. */
    public List<Remembered> remembered() {
        return memory.remembered();
    }

    /** The type of which an event had to leave early for the last one; empty when there was room. */
    public String forgotten() {
        return memory.forgotten();
    }

    /** Steps of the last evaluation, as {@link Budget} counts them. */
    public long steps() {
        return budget.used();
    }

    @Override
    public void close() {
        engine.dispose();
    }

    private long due() {
        return Seconds.due(clock.getCurrentTime(), clock.getTimeToNextJob(), memory.next());
    }

    private void step(long second) {
        leave(second);
        runTo(second);
    }

    /** What leaves the window is taken away, and what would match only because it has left does not fire. */
    private void leave(long now) {
        if (memory.leave(now)) {
            cancel();
        }
    }

    private void runTo(long time) {
        if (time > clock.getCurrentTime()) {
            clock.advanceTime(time - clock.getCurrentTime(), TimeUnit.MILLISECONDS);
        }
    }

    /** @param undo tries to take back what fires, when a rule fails */
    private void fire(BooleanSupplier undo) {
        effects.clear();
        if (engine.fireAllRules(LIMIT) >= LIMIT) {
            throw new RuleFault.Endless("rule \"" + firings.last() + "\" does not come to an end: " + LIMIT
                    + " firings for one event; let its own insert make its condition false");
        }
        memory.check();
        effects.check(undo);
    }

    private Decision guarded(long second, Runnable work) {
        if (broken) {
            throw new IllegalStateException("the session had a fault: build a new one and replay the rule window");
        }
        long start = System.nanoTime();
        firings.clear();
        notes.clear();
        memory.clear();
        evaluating = second;
        budget.fill();
        try {
            Meter.within(budget, work);
        } catch (Effects.Failed e) {
            broken = !e.undone;
            throw RuleFault.of(e.rule, second, e.undone, e.thrown);
        } catch (RuleFault.TooMany e) {
            broken = true;
            throw RuleFault.of(e.rule, second, false, e);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError | Exhausted e) {
            broken = true;
            throw RuleFault.of(rules.blamed(e, firings.last()), second, false, e);
        }
        return muted ? muted(second) : decision(second, System.nanoTime() - start);
    }

    private Decision muted(long second) {
        return new Decision(rules.version(), second, List.of(), List.of(), List.of(), memory.inserted(), 0);
    }

    private Decision decision(long second, long nanos) {
        List<String> warnings = memory.warnings();
        List<Intention> intentions = notes.take(warnings);
        return new Decision(
                rules.version(),
                second,
                firings.matched(),
                intentions,
                List.copyOf(warnings),
                memory.inserted(),
                nanos);
    }
}
