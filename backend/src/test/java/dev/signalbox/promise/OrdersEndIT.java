package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.DemoRun;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever refuses, fails or is killed, each order ends finished or wholly undone, and all services agree with the shop. */
class OrdersEndIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void hundreds_of_orders_with_failures_and_kills_end_finished_or_compensated(@TempDir Path folder) throws Exception {
        try (DemoRun demo = new DemoRun(
                folder.resolve("demo"),
                "--rate",
                "60",
                "--orders",
                "300",
                "--failures",
                "10",
                "--kills",
                "3",
                "--seed",
                "7")) {
            demo.hears("verdict: ", PATIENCE);

            assertThat(demo.ended()).as("%s", demo.said()).isZero();
            assertThat(demo.said())
                    .anyMatch(line -> line.matches(
                            "orders +300 sent, 300 accepted: \\d+ finished, [1-9]\\d* compensated, 0 neither"))
                    .contains("verdict: all agree");
        }
    }
}
