package dev.signalbox.proof.prove.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.proof.prove.fault.Deed;
import dev.signalbox.proof.prove.fault.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One halt at every failpoint; all deeds are run by night. */
final class FailpointsIT {

    private static final Path JAR = Path.of(System.getProperty("signalbox.jar")).toAbsolutePath();

    /** Cells in a run, so that two runs beside each other have about as many. */
    private static final int HALF = 11;

    private static final long SEED = 4;

    @TempDir
    Path folder;

    @Test
    void a_hub_that_halts_at_any_of_its_failpoints_keeps_its_promises() throws InterruptedException {
        Matrix matrix = new Matrix(JAR, folder, SEED, InstantSource.system(), line -> {});

        Table table = matrix.run(Cell.of(List.of(Deed.HALT)), HALF);

        assertThat(table.faults()).as(String.join("\n", table.lines())).isEmpty();
        assertThat(table.lines()).hasSize(Point.values().length);
    }

    @Test
    void the_hub_has_exactly_the_failpoints_that_the_matrix_knows() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "run",
                        "--data",
                        folder.resolve("data").toString())
                .redirectErrorStream(true);
        builder.environment().put("SIGNALBOX_TEST", "1");
        builder.environment().put("SIGNALBOX_FAILPOINT", "no.such:halt:1");

        Process hub = builder.start();
        String told = new String(hub.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(hub.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(hub.exitValue()).isEqualTo(78);
        assertThat(told)
                .contains("there are "
                        + Arrays.stream(Point.values()).map(Point::toString).collect(Collectors.joining(", ")));
    }
}
