package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five times what a hub takes whose disk is slow, for three seconds. How fast anything is decides nothing here. */
class OverloadIT {

    private static final long MIB = 1L << 20;

    private final BenchLine bench = new BenchLine();

    @Test
    void a_hub_that_is_offered_five_times_its_capacity_refuses_and_loses_nothing(@TempDir Path folder)
            throws Exception {
        Path json = folder.resolve("overload.json");

        int code = bench.run(
                "overload",
                "--for=3",
                "--times=5",
                "--connections=500",
                "--partitions=1",
                "--disk-sync=20",
                "--seconds=1",
                "--warm-up=2",
                "--hub-jvm=-Xmx256m",
                "--data=" + folder,
                "--json=" + json);

        assertThat(code).as(bench.toString()).isZero();
        JsonNode seen = Api.JSON.readTree(json.toFile());
        JsonNode pressed = seen.path("pressed");
        assertThat(pressed.path("lost").asLong()).isZero();
        assertThat(pressed.path("good").asDouble()).isPositive();
        assertThat(pressed.path("refusedBy").path("503").asLong())
                .as(bench.toString())
                .isPositive();
        assertThat(pressed.path("drained").asBoolean()).isTrue();
        assertThat(seen.path("seen").path("failed").asInt()).isZero();
        assertThat(seen.path("seen").path("most").path("heap").asLong()).isBetween(1L, 256 * MIB);
    }
}
