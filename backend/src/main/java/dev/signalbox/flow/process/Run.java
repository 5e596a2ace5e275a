package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.jq.Query;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One transition under way: tasks act until an effect or the end. What comes next is noted, so no stack gets deep. */
final class Run {

    /** More tasks than this in one transition are a loop. */
    static final int MAX_TASKS = 10_000;

    /* A commit carries a transition, and has room for so much of it; a loop goes on in the next one before that. */
    private static final int MANY_TASKS = 500;
    private static final int MANY_EFFECTS = 100;
    private static final int MAX_EFFECTS = 1_000;

    private final Definition definition;
    private final Machine.Tools tools;
    private final Draft draft;
    private final Agenda agenda = new Agenda();
    private int tasks;

    Run(Definition definition, Instance from, Machine.Tools tools) {
        this.definition = definition;
        this.tools = tools;
        this.draft = new Draft(from, tools.at());
    }

    Definition definition() {
        return definition;
    }

    Instance instance() {
        return draft.from;
    }

    String id() {
        return draft.from.id();
    }

    long at() {
        return draft.at;
    }

    @Nullable
    JsonNode context() {
        return draft.context;
    }

    @Nullable
    JsonNode variable(Task task, String name) {
        return draft.variable(definition, task, name);
    }

    @Nullable
    String lacks(String definition, String label) {
        return tools.library().lacks(definition, label);
    }

    RandomGenerator random() {
        return tools.random();
    }

    Place place(Task task) {
        Place place = draft.places.get(task.path());
        if (place == null) {
            throw new IllegalStateException(id() + " is not at " + task.path());
        }
        return place;
    }

    /** The {@code Idempotency-Key} of what a task does outside; another one once a person has replaced its input. */
    String key(Task task) {
        Place place = place(task);
        ByHand hand = draft.visits.replaced(place);
        return id() + task.path() + '/' + place.iteration() + (hand == null ? "" : "/r" + hand.edit());
    }

    void put(Place place) {
        draft.places.put(place.path(), place);
    }

    void leaveInside(Task task) {
        draft.leaveInside(task.path());
        agenda.forgetInside(task.path());
    }

    /** The same, and the timeline tells what was given up. */
    void cancelInside(Task task) {
        draft.leaves().stream()
                .filter(place -> place.path().startsWith(task.path() + '/'))
                .map(place -> definition.task(place.path()))
                .filter(Objects::nonNull)
                .forEach(inner -> step("cancelled", inner, null));
        leaveInside(task);
    }

    /** Lets the tasks inside repeat their iterations: same idempotency keys, new attempt numbers. */
    void rewind(Place place) {
        draft.visits.rewind(place);
    }

    void effect(Effect effect) {
        if (draft.effects.size() == MAX_EFFECTS) {
            throw new Faulted(Fault.of(
                    "runtime",
                    500,
                    "too much at once",
                    "more than " + MAX_EFFECTS + " calls, events and timers at once"));
        }
        draft.effects.add(effect);
    }

    /** Whether a loop had better go on in a transition of its own. */
    boolean isLong() {
        return tasks >= MANY_TASKS || draft.effects.size() >= MANY_EFFECTS;
    }

    void step(String what, Task task, @Nullable JsonNode detail) {
        Place place = draft.places.get(task.path());
        draft.timeline.add(what, task.path(), task.name(), place == null ? 1 : place.attempt(), detail);
    }

    void step(String what, @Nullable JsonNode detail) {
        draft.timeline.add(what, "", definition.name(), 0, detail);
    }

    JsonNode fill(Template template, @Nullable Task task, JsonNode dot) {
        return tools.fill(template, new Scenery(this, task, null), dot);
    }

    boolean holds(Query query, Task task, JsonNode dot) {
        return tools.holds(query, new Scenery(this, task, null), dot);
    }

    private JsonNode whole(JsonNode dot, @Nullable Template template) {
        return Weight.checked("the value", template == null ? dot : fill(template, null, dot));
    }

    void start() {
        JsonNode input = draft.from.input();
        guarded(() -> {
            Checks.hold("the input of the process", definition.frame().checks().input(), input);
            JsonNode given = whole(input, definition.frame().from());
            Place whole = Place.entered(Place.WHOLE, at(), input, Map.of());
            Span.limit(definition.frame().timeout(), this, whole, null);
            begin(definition.root(), given);
        });
    }

    void begin(Sequence sequence, JsonNode raw) {
        go(sequence, 0, raw);
    }

    private void go(Sequence sequence, int index, JsonNode raw) {
        agenda.add(
                sequence.path(),
                index < sequence.tasks().size()
                        ? () -> enter(sequence.tasks().get(index), raw)
                        : () -> ended(sequence, raw));
    }

    private void ended(Sequence sequence, JsonNode out) {
        Task owner = definition.owner(sequence);
        if (owner == null) {
            finish(out);
        } else {
            within(owner, () -> owner.action().ended(this, owner, sequence, out));
        }
    }

    void enter(Task task, JsonNode raw) {
        put(Place.entered(task.path(), draft.at, raw, draft.visits.inside(task.path())));
        within(task, () -> {
            if (task.frame().condition() != null && !holds(task.frame().condition(), task, raw)) {
                skip(task, raw);
            } else {
                act(task);
            }
        });
    }

    private void skip(Task task, JsonNode raw) {
        step("skipped", task, null);
        draft.places.remove(task.path());
        draft.output = raw;
        go(definition.sequence(task), task.index() + 1, raw);
    }

    private void act(Task task) {
        if (task.action().counted()) {
            put(place(task).visited(draft.visits.enter(task.path(), draft.outerAttempts(task.path()))));
        }
        ByHand hand = draft.visits.replaced(place(task));
        put(Given.of(this, task, hand == null ? null : hand.input()));
        Span.limit(task.frame().timeout(), this, place(task), task);
        step("started", task, null);
        task.action().enter(this, task, place(task).given());
    }

    void complete(Task task, JsonNode raw) {
        complete(task, raw, task.frame().then());
    }

    /** Ends a task well and goes on where {@code then} says. */
    void complete(Task task, JsonNode raw, String then) {
        Task.Frame frame = task.frame();
        JsonNode out = Weight.checked(
                "the output of \"" + task.name() + '"', frame.as() == null ? raw : fill(frame.as(), task, raw));
        Checks.hold("the output of \"" + task.name() + '"', frame.checks().output(), out);
        if (frame.export() != null) {
            JsonNode exported = tools.fill(frame.export(), new Scenery(this, task, out), out);
            String what = "the context after \"" + task.name() + '"';
            Checks.hold(what, frame.checks().export(), Weight.checked(what, exported));
            draft.context = exported;
        }
        step("succeeded", task, out);
        draft.places.remove(task.path());
        leaveInside(task);
        draft.output = out;
        follow(task, out, then);
    }

    private void follow(Task task, JsonNode out, String then) {
        Sequence sequence = definition.sequence(task);
        switch (then) {
            case "continue" -> go(sequence, task.index() + 1, out);
            case "exit" -> go(sequence, sequence.tasks().size(), out);
            case "end" -> agenda.add("", () -> finish(out));
            default -> go(sequence, sequence.indexOf(then), out);
        }
    }

    void finish(JsonNode out) {
        if (draft.state.ended()) {
            return;
        }
        draft.output = out;
        guarded(() -> {
            draft.output = whole(out, definition.frame().as());
            Checks.hold("the output of the process", definition.frame().checks().output(), draft.output);
            draft.end(State.FINISHED);
            agenda.clear();
            step("finished", draft.output);
        });
    }

    /** Does something in the name of a task; a fault becomes that task's. */
    void within(Task task, Runnable action) {
        try {
            action.run();
        } catch (Faulted e) {
            fail(task, e.fault());
        }
    }

    /** The same for what belongs to no task: nobody can catch it. */
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (Faulted e) {
            abort(e.fault());
        }
    }

    /** A task failed. */
    void fail(Task task, Fault fault) {
        agenda.forgetInside(task.path());
        new Fallout(this, definition, draft).of(task, fault);
    }

    void abort(Fault fault) {
        agenda.clear();
        step("failed", Failing.json(fault).put("instance", "/"));
        draft.fail(new Transition.Failure("", definition.name(), 1, fault));
    }

    Resumption resumption() {
        return new Resumption(this, definition, draft);
    }

    /** Goes on until the instance waits for something or has ended. */
    Transition toRest() {
        for (Runnable next = agenda.next(); next != null; next = agenda.next()) {
            if (tasks++ < MAX_TASKS) {
                next.run();
            } else {
                abort(Fault.of("runtime", 500, "endless loop", "more than " + MAX_TASKS + " tasks without a wait"));
            }
        }
        return draft.transition(definition);
    }
}
