package dev.signalbox.proof.bench;

import dev.signalbox.proof.hub.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox bench replay}: how soon a killed hub is back, the more its rules remember. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Kills a hub whose rules remember many events, and measures how soon the next one takes and decides.")
public final class RecoveryCommand implements Callable<Integer> {

    private static final int MOST_EVENTS = 2_000_000;
    private static final int MOST_RUNS = 50;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Common common;

    @Option(names = "--events", defaultValue = "100000", description = "that rules remember; default ${DEFAULT-VALUE}")
    private long events;

    @Option(
            names = "--per-key",
            defaultValue = "10",
            description = "of them with one key: the rule compares each with those before it; default ${DEFAULT-VALUE}")
    private long perKey;

    @Option(names = "--runs", defaultValue = "3", description = "restarts; default ${DEFAULT-VALUE}")
    private int runs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.check(events >= 1 && events <= MOST_EVENTS, "--events is 1 to " + MOST_EVENTS);
        common.check(perKey >= 1, "--per-key is at least 1");
        common.check(runs >= 1 && runs <= MOST_RUNS, "--runs is 1 to " + MOST_RUNS);
        return common.measure(this::measure);
    }

    private int measure(Path folder) throws IOException {
        List<Recovery.Run> seen = new ArrayList<>();
        try (Recovery recovery = new Recovery(common.hub(), common.jvm(), folder)) {
            recovery.load(events, perKey, common::tell);
            common.print("| events remembered | first 2xx ms | all decided ms | replay ms | CPU s of the hub |");
            common.print("|---|---|---|---|---|");
            for (int run = 0; run < runs; run++) {
                Recovery.Run one = recovery.restart();
                seen.add(one);
                common.print(line(one));
            }
            common.write(Map.of(
                    "at",
                    Instant.now().toString(),
                    "machine",
                    Machine.here(recovery.info()),
                    "perKey",
                    perKey,
                    "runs",
                    seen));
        }
        return 0;
    }

    private static String line(Recovery.Run run) {
        return String.format(
                Locale.ROOT,
                "| %,d | %,d | %,d | %,d | %.1f |",
                run.events(),
                run.ack(),
                run.decided(),
                run.replay(),
                run.cpu());
    }
}
