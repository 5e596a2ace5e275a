package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a person does to one instance. Whoever comes too late changes nothing. */
public sealed interface Hand {

    Who who();

    /** The place that is meant; null for the whole instance. */
    @Nullable
    Aim aim();

    void moves(Resumption on);

    /** Who does it, and why: for whoever reads the timeline later. */
    record Who(String by, String why) {

        public ObjectNode json() {
            return JsonNodeFactory.instance.objectNode().put("by", by).put("reason", why);
        }
    }

    /**
     * The instance is to end.
     *
     * @param undo whether what it has done is undone before
     */
    record Cancel(Who who, boolean undo) implements Hand {
        @Override
        public @Nullable Aim aim() {
            return null;
        }

        @Override
        public void moves(Resumption on) {
            on.cancel("by " + who.by() + ": " + who.why(), undo);
        }
    }

    /** A timer is over now: that of a {@code wait}, or of the next attempt. */
    record Hurry(Aim aim, Who who) implements Hand {
        @Override
        public void moves(Resumption on) {
            Task task = on.definition().task(aim.path());
            Place place = aim.in(on.draft().places);
            if (task != null
                    && place != null
                    && place.due() > 0
                    && !on.draft().state.ended()) {
                on.run().step("hurried by hand", task, who.json());
                on.run().within(task, () -> task.action().due(on.run(), task, place));
            }
        }
    }

    /**
     * A task is left, with an output that it did not make; what runs inside is given up. Of an instance that has failed, all
     * the rest is put back.
     *
     * @param output instead of what {@code output.as} would give
     */
    record Skip(Aim aim, JsonNode output, Who who) implements Hand {
        @Override
        public void moves(Resumption on) {
            Draft draft = on.draft();
            if (draft.state == State.FAILED && aim.in(draft.places) != null) {
                on.revive(place -> !place.path().equals(aim.path()) && !isInside(place), new Command.Redrive());
            }
            Task task = on.definition().task(aim.path());
            Place place = draft.places.get(aim.path());
            if (task != null && place != null && isMeant(place, draft)) {
                on.run().cancelInside(task);
                on.run().put(place.due(0));
                on.run().step("skipped by hand", task, who.json());
                on.run().within(task, () -> on.run()
                        .leave(task, output, task.frame().then()));
            }
        }

        private boolean isInside(Place place) {
            return place.path().startsWith(aim.path() + '/');
        }

        /** What another branch did when it was put back may have ended the task or the instance. */
        private boolean isMeant(Place place, Draft draft) {
            return draft.state != State.FINISHED
                    && draft.state != State.CANCELLED
                    && Aim.at(place).equals(aim);
        }
    }

    /**
     * A task that listens is told of an event which nobody sent.
     *
     * @param filter which of its filters takes it, from 0
     */
    record Tell(Aim aim, int filter, JsonNode event, Who who) implements Hand {
        @Override
        public void moves(Resumption on) {
            Task task = on.definition().task(aim.path());
            boolean there =
                    aim.in(on.draft().places) != null && !on.draft().state.ended();
            if (there && task != null && task.action() instanceof Listen listen && filter < listen.count()) {
                on.run().within(task, () -> listen.heard(on.run(), task, filter, event));
            }
        }
    }

    /**
     * The question of a task is answered. Only the first answer counts.
     *
     * @param who and a comment, which may be empty
     */
    record Decide(Aim aim, boolean approved, Who who) implements Hand {
        @Override
        public void moves(Resumption on) {
            Task task = on.definition().task(aim.path());
            Place place = aim.in(on.draft().places);
            boolean asked =
                    place != null && Question.asks(place) && !on.draft().state.ended();
            if (asked && task != null && task.action() instanceof Approval approval) {
                on.run().within(task, () -> approval.answered(on.run(), task, approved, who));
            }
        }
    }
}
