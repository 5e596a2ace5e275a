package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a kind of task does. Immutable; all state is in the places of the instance. */
interface Action {

    /** The task is entered with its transformed input. */
    void enter(Run run, Task task, JsonNode input);

    /** The sequences inside, in the order of the text. */
    default List<Sequence> sequences() {
        return List.of();
    }

    /** Where a task can lead when it ends well; nothing when it never does. */
    default List<String> leadsTo(Task task) {
        return List.of(task.frame().then());
    }

    /** A sequence inside came to its end. */
    default void ended(Run run, Task task, Sequence from, JsonNode output) {
        run.complete(task, output);
    }

    /** An event came that one of the task's filters takes. */
    default void heard(Run run, Task task, int filter, JsonNode event) {}

    /** The timer of the task ended. */
    default void due(Run run, Task task, Place place) {}

    /** Whether the task answers for a failure that came out of one of its sequences; if so it has acted on it. */
    default boolean answers(Run run, Task task, Sequence from, Failing failing) {
        return false;
    }

    /** What a variable means to the tasks inside; null when the task does not give it. */
    default @Nullable JsonNode variable(Place place, String name) {
        return null;
    }

    /** Whether it is to be known how often the task was entered. */
    default boolean counted() {
        return false;
    }

    /** Whether an outcome from outside can end the task. */
    default boolean outside() {
        return false;
    }

    /** Whether what it does outside is made of its input each time, so that a person may replace that. */
    default boolean replaceable() {
        return false;
    }

    /** A failed instance is put back to this task: whether it goes on with what it has under way. If not, the task is done again. */
    default boolean resumes(Run run, Task task, Place place) {
        return false;
    }

    /** What is to be done when nobody waits at the place any more. */
    default List<Effect> over(Place place) {
        return List.of();
    }

    /** The state of an instance whose innermost place is this one. */
    default State resting(Place place) {
        return State.RUNNING;
    }
}
