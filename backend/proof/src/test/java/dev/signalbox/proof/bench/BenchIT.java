package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole bench, small. How fast anything is decides nothing here: only that what is told adds up. */
class BenchIT {

    private final BenchLine bench = new BenchLine();

    @Test
    void a_small_bench_counts_every_delivery_and_call_and_its_ratios_add_up(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("bench.json");
        Path readme = Files.writeString(folder.resolve("README.md"), Marked.BEGIN + "\n" + Marked.END + "\n");

        int code = bench.run(
                "action",
                "--durability",
                "relaxed",
                "--runs",
                "1",
                "--seconds",
                "1",
                "--warm-up",
                "1",
                "--connections",
                "8",
                "--data",
                folder.toString(),
                "--json",
                json.toString(),
                "--markdown",
                readme.toString());

        assertThat(code).as(bench.toString()).isZero();
        JsonNode row = Api.JSON.readTree(json.toFile()).path("rows").path(0);
        JsonNode run = row.path("runs").path(0);
        everythingCame(run);
        ratiosAddUp(run);
        everythingIsTold(row, run);
        assertThat(readme).content().contains("| action, relaxed |").contains("every tenth an exact duplicate");
        try (var left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("bench.json", "README.md");
        }
    }

    @Test
    void a_killed_hub_takes_deliveries_again_and_decides_what_it_took(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("replay.json");

        int code = bench.run("replay", "--events", "500", "--runs", "1", "--json", json.toString());

        assertThat(code).as(bench.toString()).isZero();
        JsonNode run = Api.JSON.readTree(json.toFile()).path("runs").path(0);
        assertThat(run.path("events").asLong()).isGreaterThan(500);
        assertThat(run.path("ack").asLong()).isPositive();
        assertThat(run.path("decided").asLong())
                .isGreaterThanOrEqualTo(run.path("ack").asLong());
    }

    @Test
    void what_is_out_of_bounds_is_refused_in_a_sentence() {
        assertThat(bench.run("action", "--seconds", "100000")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(bench.toString()).contains("--seconds is more than 0 and at most 600");
    }

    private static void everythingCame(JsonNode run) {
        JsonNode highest = run.path("highest");
        assertThat(highest.path("ack").path("count").asLong()).isPositive();
        assertThat(highest.path("duplicates").asLong()).isPositive();
        for (JsonNode window : List.of(highest, run.path("constant"))) {
            assertThat(window.path("failed").asLong()).isZero();
            assertThat(window.path("missing").asLong()).isZero();
        }
        assertThat(run.path("constant").path("call").path("count").asLong()).isPositive();
    }

    private static void ratiosAddUp(JsonNode run) {
        double accepted = run.path("highest").path("accepted").asDouble();
        JsonNode limits = run.path("limits");
        assertThat(accepted).isPositive();
        assertThat(run.path("ofBare").asDouble())
                .isPositive()
                .isCloseTo(accepted / limits.path("bare").asDouble(), within(1e-9));
        assertThat(limits.path("synced").asDouble())
                .isCloseTo(
                        limits.path("syncs").asDouble() * limits.path("group").asInt(), within(1e-6));
        assertThat(run.path("ofSynced").asDouble())
                .isPositive()
                .isCloseTo(accepted / limits.path("synced").asDouble(), within(1e-9));
    }

    @Test
    void a_hub_that_is_not_there_is_an_error_of_whoever_asked() {
        assertThat(bench.run("replay", "--hub", "absent.jar")).isEqualTo(2);
        assertThat(bench.toString()).startsWith("there is no hub at absent.jar: build it with mvn package");
    }

    private static void everythingIsTold(JsonNode row, JsonNode run) {
        JsonNode cost = run.path("highest").path("cost");
        for (String one : List.of("hub", "redis", "generator")) {
            assertThat(cost.path(one).asDouble()).as(one).isPositive();
        }
        assertThat(cost.has("otherLoad")).isTrue();
        assertThat(row.path("median").path("acceptedPerSecond").asDouble())
                .isEqualTo(run.path("highest").path("accepted").asDouble());
    }
}
