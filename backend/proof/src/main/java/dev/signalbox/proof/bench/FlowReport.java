package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All that was measured of processes, and where. */
record FlowReport(String at, Machine machine, FlowPlan plan, List<Goal> goals) {

    /** How the rows end that tell what else ran. */
    static final String OTHERS = "other load of the machine";

    private static final double MOST_OTHERS = 5;
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
        lines.add(
                "Each process is started by an order of its own, a webhook of about 1 KB, over %d connections; rates are medians of %d runs."
                        .formatted(plan.connections(), plan.runs()));
        lines.add("");
        lines.add(line(HEAD));
        lines.add("|---".repeat(HEAD.size()) + '|');
        goals.forEach(goal -> lines.add(line(goal.cells())));
        lines.addAll(doubts());
        return String.join("\n", lines) + '\n';
    }

    /** Which rates do not count: a machine that others use tells nothing of the hub. */
    private List<String> doubts() {
        String names = goals.stream()
                .filter(goal -> goal.what().endsWith(OTHERS) && !(goal.most() <= MOST_OTHERS))
                .map(goal -> goal.durability() + ", " + goal.what().replace(": " + OTHERS, "")
                        + " (%.0f %%)".formatted(goal.most()))
                .collect(Collectors.joining("; "));
        return names.isEmpty()
                ? List.of()
                : List.of(
                        "",
                        "Does not count, for others used more than %.0f %% of the machine: %s."
                                .formatted(MOST_OTHERS, names));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
