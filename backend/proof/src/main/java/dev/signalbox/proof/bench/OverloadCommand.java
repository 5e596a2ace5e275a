package dev.signalbox.proof.bench;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.shim.Shim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox bench overload}: what becomes of a hub that is offered more than it takes. */
@Command(
        name = "overload",
        mixinStandardHelpOptions = true,
        description = {
            "Finds what a hub takes, and offers it a multiple of that.",
            "Ends with 1 when something was acknowledged and is not in the journal."
        })
public final class OverloadCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 600;
    private static final int MOST_CONNECTIONS = 8_000;
    private static final int MOST_SYNC = 1_000;
    private static final int MOST_PARTITIONS = 64;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Common common;

    @Option(names = "--for", defaultValue = "60", description = "seconds of it; default ${DEFAULT-VALUE}")
    private double pressing;

    @Option(names = "--times", defaultValue = "5", description = "of the capacity; default ${DEFAULT-VALUE}")
    private double times;

    @Option(names = "--connections", defaultValue = "1000", description = "default ${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "of the windows that show its capacity, and it at half of that; default ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "15", description = "seconds; default ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(
            names = "--durability",
            defaultValue = "always",
            paramLabel = "relaxed|always",
            description = "default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private BenchCommand.Durability durability;

    @Option(names = "--partitions", defaultValue = "4", description = "of the hub; default ${DEFAULT-VALUE}")
    private int partitions;

    @Option(
            names = "--disk-sync",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description =
                    "each sync of the disk takes so much longer, as on a volume over a network: then the disk is what"
                            + " limits the hub, and not the processors that it shares with the senders; needs gcc")
    private int diskSync;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.check(pressing > 0 && pressing <= MOST_SECONDS, "--for is more than 0 and at most " + MOST_SECONDS);
        common.check(times >= 1 && times <= 100, "--times is 1 to 100");
        common.check(connections >= 1 && connections <= MOST_CONNECTIONS, "--connections is 1 to " + MOST_CONNECTIONS);
        common.check(seconds > 0 && seconds <= MOST_SECONDS, "--seconds is more than 0 and at most " + MOST_SECONDS);
        common.check(warmUp >= 0 && warmUp <= MOST_SECONDS, "--warm-up is 0 to " + MOST_SECONDS);
        common.check(partitions >= 1 && partitions <= MOST_PARTITIONS, "--partitions is 1 to " + MOST_PARTITIONS);
        common.check(diskSync >= 0 && diskSync <= MOST_SYNC, "--disk-sync is 0 to " + MOST_SYNC);
        return common.measure(this::measure);
    }

    private int measure(Path folder) throws IOException, InterruptedException {
        List<String> options = List.of("--durability", durability.word(), "--partitions", "" + partitions);
        Hub.Setup setup =
                new Hub.Setup(common.hub(), common.jvm(), options, environment(folder), folder.resolve("overload"));
        Overload.Press press = new Overload.Press(warmUp, seconds, times, pressing, connections);
        Strained seen = new Overload(setup, diskSync, press, common::tell).run(Instant.now());
        seen.lines().forEach(common::print);
        common.write(seen);
        return seen.pressed().lost() == 0 ? 0 : 1;
    }

    private Map<String, String> environment(Path folder) throws IOException, InterruptedException {
        if (diskSync == 0) {
            return Map.of();
        }
        Shim shim = Shim.make(Shim.SLOW, folder.resolve("slow"));
        if (shim instanceof Shim.Loadable loadable) {
            return loadable.environment("PROVE_SLOW_SYNC", diskSync * 1_000L);
        }
        throw new CannotRun("--disk-sync cannot be had: " + ((Shim.Absent) shim).why());
    }
}
