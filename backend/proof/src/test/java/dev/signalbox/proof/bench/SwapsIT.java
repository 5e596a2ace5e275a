package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.hub.Api;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rules are replaced while events come, broken ones in between. How long anything takes decides nothing here. */
class SwapsIT {

    private static final int SWAPS = 10;

    private final BenchLine bench = new BenchLine();

    @Test
    void each_event_is_decided_once_by_one_text_that_was_active(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("swaps.json");

        int code = bench.run(
                "swaps", "--swaps=" + SWAPS, "--rate=300", "--seconds=2", "--data=" + folder, "--json=" + json);

        assertThat(code).as(bench.toString()).isZero();
        JsonNode seen = Api.JSON.readTree(json.toFile());
        assertThat(seen.at("/done/activated").asInt()).isEqualTo(SWAPS);
        assertThat(seen.at("/done/refused").asInt()).isEqualTo(SWAPS);
        assertThat(seen.at("/found/events").asLong()).isGreaterThan(600);
        assertThat(seen.at("/found/texts").asInt()).isGreaterThan(SWAPS / 2);
        assertThat(seen.at("/lost").asLong()).isZero();
    }

    @Test
    void what_is_out_of_bounds_is_refused_in_a_sentence() {
        assertThat(bench.run("swaps", "--swaps=0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(bench.toString()).contains("--swaps is 1 to 1000");
    }
}
