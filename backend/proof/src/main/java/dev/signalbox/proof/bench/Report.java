package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Machine;
import java.util.List;

/** All that was measured, and where. */
record Report(String at, Machine machine, Plan plan, List<Row> rows) {

    static final String WORKLOAD =
            "orders of about 1 KB as webhooks without a signature, every tenth an exact duplicate;"
                    + " ingest: no rule; action: every other order matches a rule and leads to one HTTP call";

    JsonNode json() {
        ObjectNode json = Api.JSON.createObjectNode();
        json.put("at", at).put("workload", WORKLOAD);
        json.set("machine", Api.JSON.valueToTree(machine));
        json.put("connections", plan.connections())
                .put("windowSeconds", plan.seconds())
                .put("warmUpSeconds", plan.warmUp());
        ArrayNode list = json.putArray("rows");
        for (Row row : rows) {
            ObjectNode one = list.addObject();
            one.put("work", row.work().name().toLowerCase(java.util.Locale.ROOT));
            one.put("durability", row.durability());
            one.put("counted", row.counted());
            one.set("median", median(row));
            one.set("runs", Api.JSON.valueToTree(row.runs()));
        }
        return json;
    }

    private static ObjectNode median(Row row) {
        return Api.JSON
                .createObjectNode()
                .put("acceptedPerSecond", row.median(run -> run.highest().accepted()))
                .put("callsPerSecond", row.median(run -> run.highest().calls()))
                .put("ofBare", row.median(Figures::ofBare))
                .put("ofSynced", row.median(Figures::ofSynced))
                .put("hubCpuMillis", row.median(run -> run.highest().cost().hub()))
                .put("redisCpuMillis", row.median(run -> run.highest().cost().redis()))
                .put("ackP99Millis", row.median(run -> run.constant().ack().p99()))
                .put("callP99Millis", row.median(run -> run.constant().call().p99()));
    }
}
