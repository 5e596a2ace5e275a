package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Machine;
import java.util.ArrayList;
import java.util.List;

/** All that was measured of processes, and where. */
record FlowReport(String at, Machine machine, FlowPlan plan, List<Goal> goals) {

    private static final List<String> HEAD =
            List.of("durability", "measured", "figure", "limit", "ratio", "target", "");

    ObjectNode json() {
        ObjectNode json = Api.JSON.createObjectNode();
        json.put("at", at);
        json.set("machine", Api.JSON.valueToTree(machine));
        json.put("runs", plan.runs())
                .put("windowSeconds", plan.seconds())
                .put("warmUpSeconds", plan.warmUp())
                .put("connections", plan.connections());
        json.set("goals", Api.JSON.valueToTree(goals));
        return json;
    }

    /** For people: in the terminal and, as it is, in Markdown. */
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add("%s, %d cores; %s; hub %s, Redis %s; %s."
                .formatted(
                        machine.processor(),
                        machine.cores(),
                        machine.java(),
                        machine.hub(),
                        machine.redis(),
                        at.substring(0, 10)));
        lines.add("Each process is started by an order of its own, a webhook of about 1 KB, over %d connections; rates are medians of %d runs."
                .formatted(plan.connections(), plan.runs()));
        lines.add("");
        lines.add(line(HEAD));
        lines.add("|---".repeat(HEAD.size()) + '|');
        goals.forEach(goal -> lines.add(line(goal.cells())));
        return String.join("\n", lines) + '\n';
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
