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

/** Five times what a hub takes whose disk is slow, for three seconds. How fast anything is decides nothing here. */
class OverloadIT {

    private static final long MIB = 1L << 20;

    private final StringWriter told = new StringWriter();

    @Test
    void a_hub_that_is_offered_five_times_its_capacity_refuses_and_loses_nothing(@TempDir Path folder)
            throws Exception {
        Path json = folder.resolve("overload.json");

        int code = bench(
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

        assertThat(code).as(told.toString()).isZero();
        JsonNode seen = Api.JSON.readTree(json.toFile());
        JsonNode pressed = seen.path("pressed");
        assertThat(pressed.path("lost").asLong()).isZero();
        assertThat(pressed.path("good").asDouble()).isPositive();
        assertThat(pressed.path("refusedBy").path("503").asLong())
                .as(told.toString())
                .isPositive();
        assertThat(pressed.path("drained").asBoolean()).isTrue();
        assertThat(seen.path("seen").path("failed").asInt()).isZero();
        assertThat(seen.path("seen").path("most").path("heap").asLong()).isBetween(1L, 256 * MIB);
    }

    private int bench(String... words) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(told, true));
        line.setOut(new PrintWriter(told, true));
        String[] all = new String[words.length + 2];
        all[0] = "bench";
        all[1] = "overload";
        System.arraycopy(words, 0, all, 2, words.length);
        return line.execute(all);
    }
}
