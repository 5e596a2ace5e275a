package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code x-signalbox: approval}: waits for a person. Its output is the answer: {@code approved}, {@code by} and
 * {@code comment}. A refusal is an answer, not an error.
 *
 * @param details what the person has to see; null for the input of the task
 */
record Approval(Template title, @Nullable Template details) implements Action {

    /** Characters of a title; a person reads it in a list. */
    private static final int LONGEST = 200;

    @Override
    public void enter(Run run, Task task, JsonNode input) {
        String asked = Endpoint.scalar("title", run.fill(title, task, input)).strip();
        if (asked.isEmpty() || asked.length() > LONGEST) {
            throw Faulted.expression("the title of an approval has 1 to " + LONGEST + " characters, not "
                    + asked.length() + ": a person has to know what it is about");
        }
        JsonNode shown = details == null ? input : run.fill(details, task, input);
        ObjectNode question = JsonNodeFactory.instance.objectNode().put("title", asked);
        question.set("details", Weight.checked("what a person is to see", shown));
        run.put(run.place(task).at(Question.progress(question)));
        run.step("asked", task, question);
    }

    /** Somebody has answered. */
    void answered(Run run, Task task, boolean approved, Hand.Who who) {
        run.step(approved ? "approved" : "rejected", task, who.json());
        run.complete(
                task,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("approved", approved)
                        .put("by", who.by())
                        .put("comment", who.why()));
    }

    @Override
    public boolean counted() {
        return true;
    }

    @Override
    public State resting(Place place) {
        return State.WAITING;
    }
}
