package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The bench of processes, small. How fast anything is decides nothing here: only that all is there, and nothing lost. */
@TestInstance(Lifecycle.PER_CLASS)
class FlowIT {

    private final BenchLine bench = new BenchLine();
    private JsonNode goals = Api.JSON.nullNode();

    @BeforeAll
    void measure(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("flow.json");
        int code = bench.run(
                "flow",
                "--durability=relaxed",
                "--runs=1",
                "--seconds=1",
                "--warm-up=1",
                "--waiting=90",
                "--due=50",
                "--due-for=1",
                "--listeners=60",
                "--connections=8",
                "--data=" + folder,
                "--json=" + json);
        assertThat(code).as(bench.toString()).isZero();
        goals = Api.JSON.readTree(json.toFile()).path("goals");
    }

    @Test
    void each_kind_of_process_has_its_rate_beside_that_of_the_bare_client() {
        for (String kind : List.of("one call", "three calls", "fork of 10, a call each")) {
            JsonNode rate = goal(kind);
            double limit = rate.path("limits").path(0).asDouble();
            assertThat(limit).as(kind).isPositive();
            assertThat(rate.path("ratio").asDouble())
                    .as(kind)
                    .isPositive()
                    .isEqualTo(rate.path("figures").path(0).asDouble() / limit);
        }
        assertThat(goal("one call").path("met").isBoolean()).isTrue();
        assertThat(goal("100 set").path("figure").asDouble()).isPositive();
        assertThat(goal("60 listeners, each hears its event and calls")
                        .path("ratio")
                        .asDouble())
                .isPositive();
    }

    @Test
    void a_process_of_a_hundred_tasks_that_only_set_is_one_commit() {
        assertThat(goal("commits of a process of 100 set").path("figure").asDouble())
                .isEqualTo(1);
    }

    @Test
    void no_process_is_lost_and_each_delivery_is_taken() {
        for (String part : List.of("rates", "waiting")) {
            assertThat(goal(part + ": processes or calls lost").path("figure").asLong())
                    .isZero();
            assertThat(goal(part + ": calls repeated").path("figure").asLong()).isZero();
            assertThat(goal(part + ": deliveries without a 2xx").path("figure").asLong())
                    .isZero();
        }
    }

    @Test
    void what_waits_has_its_memory_its_processor_and_its_time() {
        for (String what : List.of(
                "Redis memory of an event without a process",
                "Redis memory of a waiting process",
                "Redis memory of a listening process",
                "50 timers due in a second: p99 from due to call")) {
            assertThat(goal(what).path("figure").asDouble()).as(what).isPositive();
        }
        assertThat(goal("processor of hub and Redis while 90 wait").path("figures"))
                .hasSize(1);
        assertThat(bench.toString()).contains("| relaxed | Redis memory of a waiting process |", "| <= 1,229 |");
    }

    @Test
    void what_is_out_of_bounds_is_refused_in_a_sentence() {
        BenchLine refused = new BenchLine();

        assertThat(refused.run("flow", "--listeners=0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(refused.toString()).contains("--listeners is 1 to 1000000");
    }

    private JsonNode goal(String what) {
        for (JsonNode goal : goals) {
            if (goal.path("what").asText().equals(what)) {
                return goal;
            }
        }
        throw new AssertionError("no row says \"" + what + "\": " + bench);
    }
}
