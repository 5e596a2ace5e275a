package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final Fault TOO_MUCH = Fault.of("runtime", 500, "too much at once", "more than 1,000 effects");

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

    long at() {
        return draft.at;
    }

    @Nullable
    JsonNode context() {
        return draft.context;
    }

    @Nullable
    JsonNode variable(Task task, String name) {
        JsonNode around = draft.variable(definition, task, name);
        return around == null ? draft.saga.variable(name) : around;
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
            throw new IllegalStateException(draft.from.id() + " is not at " + task.path());
        }
        return place;
    }

    /** The {@code Idempotency-Key} of what a task does outside; another one once a person has replaced its input. */
    String key(Task task) {
        Place place = place(task);
        ByHand hand = draft.visits.replaced(place);
        return draft.from.id() + task.path() + '/' + place.iteration() + (hand == null ? "" : "/r" + hand.edit());
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
            throw new Faulted(TOO_MUCH);
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

    /** What is exported with the output of a task. */
    JsonNode export(Template template, Task task, JsonNode out) {
        return tools.fill(template, new Scenery(this, task, out), out);
    }

    JsonNode fill(Template template, @Nullable Task task, JsonNode dot) {
        return tools.fill(template, new Scenery(this, task, null), dot);
    }

    boolean holds(Query query, Task task, JsonNode dot) {
        return tools.holds(query, new Scenery(this, task, null), dot);
    }

    JsonNode whole(JsonNode dot, @Nullable Template template) {
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

    void go(Sequence sequence, int index, JsonNode raw) {
        agenda.add(
                sequence.path(),
                index < sequence.tasks().size()
                        ? () -> enter(sequence.tasks().get(index), raw)
                        : () -> ended(sequence, raw));
    }

    private void ended(Sequence sequence, JsonNode out) {
        Task owner = definition.owner(sequence);
        if (owner == null && !sequence.path().equals(definition.root().path())) {
            undoing().undone();
        } else if (owner == null) {
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
        if (task.action().counted() || task.frame().compensation() != null) {
            put(place(task).visited(draft.visits.enter(task.path(), draft.outerAttempts(task.path()))));
        }
        ByHand hand = draft.visits.replaced(place(task));
        put(Given.of(this, task, hand == null ? null : hand.input()));
        Span.limit(task.frame().timeout(), this, place(task), task);
        undoing().entered(task);
        step("started", task, task.frame().from() == null ? null : place(task).given());
        task.action().enter(this, task, place(task).given());
    }

    void complete(Task task, JsonNode raw) {
        complete(task, raw, task.frame().then());
    }

    void complete(Task task, JsonNode raw, String then) {
        if (undoing().isLate(task)) {
            undoing().came(task, raw);
        } else {
            new Completion(this, definition, draft).of(task, raw, then);
        }
    }

    /** The same with its output as it is. */
    void leave(Task task, JsonNode out, String then) {
        new Completion(this, definition, draft).leave(task, out, then);
    }

    /** Ends the instance well. */
    void finish(JsonNode out) {
        if (!draft.state.ended()) {
            draft.output = out;
            guarded(() -> new Completion(this, definition, draft).finish(out));
        }
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
        undoing().failed(task, fault);
        if (undoing().isLate(task)) {
            undoing().came(task, null);
            return;
        }
        agenda.forgetInside(task.path());
        new Fallout(this, definition, draft).of(task, fault);
    }

    void abort(Fault fault) {
        agenda.clear();
        ObjectNode error = Failing.json(fault).put("instance", "/");
        step("failed", error);
        if (undoing().begin(error)) {
            return;
        }
        draft.fail(new Transition.Failure("", definition.name(), 1, fault));
    }

    /** Forgets what was to be done next. */
    void forget() {
        agenda.clear();
    }

    void next(Runnable action) {
        agenda.add("", action);
    }

    Undoing undoing() {
        return new Undoing(this, definition, draft);
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
