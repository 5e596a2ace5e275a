package dev.signalbox.proof.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.Main;
import dev.signalbox.proof.hub.Api;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rules are replaced while events come, broken ones in between. How long anything takes decides nothing here. */
class SwapsIT {

    private static final int SWAPS = 10;

    private final StringWriter told = new StringWriter();

    @Test
    void each_event_is_decided_once_by_one_text_that_was_active(@TempDir Path folder) throws Exception {
        Path json = folder.resolve("swaps.json");

        int code = bench("--swaps=" + SWAPS, "--rate=300", "--seconds=2", "--data=" + folder, "--json=" + json);

        assertThat(code).as(told.toString()).isZero();
        JsonNode seen = Api.JSON.readTree(json.toFile());
        assertThat(seen.at("/done/activated").asInt()).isEqualTo(SWAPS);
        assertThat(seen.at("/done/refused").asInt()).isEqualTo(SWAPS);
        assertThat(seen.at("/found/events").asLong()).isGreaterThan(600);
        assertThat(seen.at("/found/texts").asInt()).isGreaterThan(SWAPS / 2);
        assertThat(seen.at("/lost").asLong()).isZero();
    }

    @Test
    void what_is_out_of_bounds_is_refused_in_a_sentence() {
        assertThat(bench("--swaps=0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString()).contains("--swaps is 1 to 1000");
    }

    private int bench(String... words) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(told, true));
        line.setOut(new PrintWriter(told, true));
        String[] all = new String[words.length + 2];
        all[0] = "bench";
        all[1] = "swaps";
        System.arraycopy(words, 0, all, 2, words.length);
        return line.execute(all);
    }
}
