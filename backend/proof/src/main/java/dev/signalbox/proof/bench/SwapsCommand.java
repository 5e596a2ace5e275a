package dev.signalbox.proof.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox bench swaps}: what becomes of events while the rules are replaced. */
@Command(
        name = "swaps",
        mixinStandardHelpOptions = true,
        description = {
            "Activates one text of a pack after the other, broken ones in between, while events come.",
            "Ends with 1 when an event was lost, decided twice, by two texts, or by one that was replaced."
        })
public final class SwapsCommand implements Callable<Integer> {

    private static final int MOST_SWAPS = 1_000;
    private static final int MOST_RATE = 20_000;
    private static final int MOST_SECONDS = 600;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Common common;

    @Option(names = "--swaps", defaultValue = "100", description = "activations; default ${DEFAULT-VALUE}")
    private int swaps;

    @Option(names = "--rate", defaultValue = "1000", description = "deliveries per second; default ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "of the same load before the first activation; default ${DEFAULT-VALUE}")
    private double seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.check(swaps >= 1 && swaps <= MOST_SWAPS, "--swaps is 1 to " + MOST_SWAPS);
        common.check(rate >= 1 && rate <= MOST_RATE, "--rate is 1 to " + MOST_RATE);
        common.check(seconds > 0 && seconds <= MOST_SECONDS, "--seconds is more than 0 and at most " + MOST_SECONDS);
        return common.measure(this::measure);
    }

    private int measure(Path folder) throws IOException, InterruptedException {
        Swaps.Wanted wanted = new Swaps.Wanted(rate, swaps, seconds);
        Swapped seen = new Swaps(common.hub(), common.jvm(), wanted, common::tell)
                .run(Instant.now().toString(), folder);
        seen.lines().forEach(common::print);
        common.write(seen);
        return seen.holds() ? 0 : 1;
    }
}
