package dev.signalbox.flow;

import dev.signalbox.flow.process.Command;
import dev.signalbox.flow.process.Fault;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Limits;
import dev.signalbox.flow.process.Machine;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.Queued;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.turn.Line;
import dev.signalbox.flow.turn.Turn;
import dev.signalbox.flow.turn.Turns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets instances of processes with limits begin: at once, when it is their turn, or not at all. For one course. */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final int TOO_MANY = 429;

    private final Stages stages;
    private final Course course;
    private final Instances instances;
    private final Turnstile turnstile;
    private final Turns turns;
    private final Rulebooks.Version version;

    Admission(Stages stages, Course course, Instances instances, Turnstile turnstile, Rulebooks.Version version) {
        this.stages = stages;
        this.course = course;
        this.instances = instances;
        this.turnstile = turnstile;
        this.turns = turnstile.turns();
        this.version = version;
    }

    /**
     * Null when any number may begin.
     *
     * @throws Instances.UnknownDefinition when the version has no such process
     */
    @Nullable
    Limits limits(StartOrder order) {
        return instances.definition(order, version).limits();
    }

    /** One comes that is not there yet. */
    void come(StartOrder order) {
        Limits limits = limits(order);
        if (limits == null) {
            open(order, Machine::start);
        } else {
            come(order, limits);
        }
    }

    private void come(StartOrder order, Limits limits) {
        Line line = new Line(order.definition(), order.key());
        Limits.Concurrency most = limits.concurrency();
        Limits.OnLimit onLimit = most == null ? Limits.OnLimit.QUEUE : most.onLimit();
        if (most != null && onLimit == Limits.OnLimit.CANCEL_OLDEST) {
            makeRoom(line, most);
        }
        Queued why = turns.last(line, limits, now());
        if (why == null) {
            course.add(instances.start(order, version, Machine::start), new Command.Begin());
        } else if (most != null && onLimit == Limits.OnLimit.SKIP && turns.isFull(line, most)) {
            Fault skipped = skipped(order, why);
            open(order, (machine, definition, start, at) -> machine.skip(definition, start, skipped, at));
        } else {
            open(order, (machine, definition, start, at) -> machine.queue(definition, start, why, at));
        }
    }

    private void open(StartOrder order, Instances.Opening opening) {
        course.add(instances.start(order, version, opening), null);
    }

    private static Fault skipped(StartOrder order, Queued why) {
        return Fault.of(
                "runtime",
                TOO_MANY,
                "skipped",
                "the process " + order.definition() + " was skipped because of its limit: " + why.why());
    }

    /** One that undoes what it has done is left to end. */
    private void makeRoom(Line line, Limits.Concurrency most) {
        Command cancel = new Command.Cancel("a newer start took its place: at most " + most.limit() + " at a time");
        for (Turn oldest : turns.all(line)) {
            Instance there = turns.isFull(line, most) && !course.isFull() ? instances.known(oldest.instance()) : null;
            if (there != null && there.state() != State.COMPENSATING) {
                course.move(oldest.instance(), cancel);
            }
        }
    }

    /** Those begin whose turn it is, in their order; what is left for another commit has a timer until then. */
    void goOn(Line line) {
        for (Turn head = turns.head(line); head != null && begins(head); ) {
            Turn next = turns.head(line);
            head = head.equals(next) ? null : next;
        }
    }

    private boolean begins(Turn head) {
        Instance there = instances.known(head.instance());
        if (there == null) {
            LOG.warn("instance {} waits for its turn and is not there", head.instance());
            turnstile.forget(head, course.work());
            return true;
        }
        Limits limits = instances.definition(there).limits();
        long now = now();
        Queued why = limits == null ? null : course.isFull() ? Queued.next(now) : turns.first(head.line(), limits, now);
        if (why == null) {
            course.move(head.instance(), new Command.Begin());
            return true;
        }
        Place place = Queued.place(there);
        boolean over = why.due() > 0 && why.due() <= now;
        if (place != null && (over || !why.isOf(place))) {
            course.move(head.instance(), new Command.Queue(why));
        }
        return false;
    }

    private long now() {
        return stages.clock().millis();
    }
}
