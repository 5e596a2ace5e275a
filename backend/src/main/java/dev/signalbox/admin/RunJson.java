package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Instances.Run;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The moments of one instance: its steps, and the states that these brought it to. A task that failed ends its instance
 * without a step of the instance's own; that it did is known by the redrive after it, or by the state it is in.
 */
final class RunJson {

    private final Instance instance;
    private final List<ObjectNode> moments = new ArrayList<>();
    private long last;
    private String cause = "";

    private RunJson(Instance instance) {
        this.instance = instance;
        this.last = instance.born();
    }

    static List<ObjectNode> moments(Run run) {
        RunJson json = new RunJson(run.instance());
        json.state(State.RUNNING, run.instance().born());
        run.timeline().forEach(json::step);
        switch (run.instance().state()) {
            case FAILED -> json.failed();
            case WAITING, RETRYING -> json.state(run.instance().state(), json.last);
            default -> {}
        }
        return json.moments;
    }

    private void step(Step step) {
        if (step.what().equals("redriven") || step.what().equals("discarded")) {
            failed();
        }
        moments.add(line(step));
        last = step.at();
        if (step.what().equals("failed") && step.detail() != null) {
            cause = step.detail().path("title").asText();
        }
        if (step.path().isEmpty()) {
            switch (step.what()) {
                case "redriven" -> state(State.RUNNING, step.at());
                case "finished" -> state(State.FINISHED, step.at());
                case "cancelled", "discarded" -> state(State.CANCELLED, step.at());
                case "compensating" -> state(State.COMPENSATING, step.at());
                case "compensated" -> state(State.COMPENSATED, step.at());
                default -> {}
            }
        }
    }

    private ObjectNode line(Step step) {
        ObjectNode moment = moment(step.what().equals("emitted") ? "emitted" : "step", step.at());
        moment.put("what", step.what());
        moment.put("path", step.path());
        moment.put("task", step.task());
        moment.put("attempt", step.attempt());
        if (step.detail() != null) {
            moment.set("detail", step.detail());
        }
        return moment;
    }

    private void failed() {
        state(State.FAILED, last);
        moments.add(moment("dead_lettered", last).put("cause", cause));
    }

    private void state(State state, long at) {
        moments.add(moment("instance", at).put("version", instance.version()).put("state", state.word()));
    }

    private ObjectNode moment(String name, long at) {
        return Answers.JSON
                .createObjectNode()
                .put("moment", name)
                .put("at", at)
                .put("instance", instance.id())
                .put("definition", instance.definition());
    }
}
