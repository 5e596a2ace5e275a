package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.bench.Goal.Target;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Machine;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures what a plan asks for: rates with one hub, and what waits with another. */
final class FlowBench {

    private final FlowPlan plan;
    private final Consumer<String> told;

    /** @param told what goes on, for whoever waits */
    FlowBench(FlowPlan plan, Consumer<String> told) {
        this.plan = plan;
        this.told = told;
    }

    FlowReport run(Instant at) throws IOException, InterruptedException {
        List<Goal> goals = new ArrayList<>();
        JsonNode info = Api.JSON.nullNode();
        try (Sink sink = new Sink();
                Caller bare = new Caller(sink.url(), plan.folder())) {
            for (String durability : plan.durabilities()) {
                told.accept("rates, " + durability + ": starting a hub");
                try (Site site = new Site(plan, "rates", durability, sink)) {
                    info = site.hub().info();
                    goals.addAll(new Rates(plan, durability, site, bare, told).all());
                    goals.addAll(lost(durability, "rates", site));
                }
                told.accept("waiting, " + durability + ": starting a hub");
                try (Site site = new Site(plan, "waiting", durability, sink)) {
                    goals.addAll(new Waiting(plan, durability, site, bare, told).all());
                    goals.addAll(lost(durability, "waiting", site));
                }
            }
        }
        return new FlowReport(at.toString(), Machine.here(info), plan, goals);
    }

    private static List<Goal> lost(String durability, String part, Site site) {
        return List.of(
                Goal.of(durability, part + ": processes or calls lost", "", (double) site.lost(), Target.most(0)),
                Goal.of(durability, part + ": calls repeated", "", (double) site.repeated(), null),
                Goal.of(durability, part + ": deliveries without a 2xx", "", (double) site.failed(), null));
    }
}
