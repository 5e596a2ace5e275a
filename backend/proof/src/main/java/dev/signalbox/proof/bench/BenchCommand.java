package dev.signalbox.proof.bench;

import dev.signalbox.proof.bench.Plan.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox bench}: a hub of its own on loopback, in a folder that is deleted at the end. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast the hub is on this machine, beside what the machine allows.",
            "ingest: deliveries are journaled and decided. action: every other one leads to an HTTP call. all: both."
        })
public final class BenchCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 600;
    private static final int MOST_RUNS = 50;
    private static final int MOST_CONNECTIONS = 1_000;

    /** What can be measured. */
    enum What {
        INGEST,
        ACTION,
        ALL
    }

    /** What is on disk before an answer. */
    enum Durability {
        RELAXED,
        ALWAYS;

        /** As the hub is told. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Common common;

    @Parameters(index = "0", arity = "0..1", defaultValue = "all", paramLabel = "ingest|action|all")
    @SuppressWarnings("NullAway.Init")
    private What what;

    @Option(
            names = "--durability",
            paramLabel = "relaxed|always",
            description = "default: first the one, then the other")
    private @Nullable Durability durability;

    @Option(names = "--runs", defaultValue = "5", description = "default ${DEFAULT-VALUE}; the figures are medians")
    private int runs;

    @Option(names = "--seconds", defaultValue = "5", description = "of each window of load; default ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "15", description = "seconds; default ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(names = "--rate", defaultValue = "0", description = "of the constant load; default half of the highest")
    private double rate;

    @Option(names = "--connections", defaultValue = "64", description = "default ${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "whose part between the marks of bench is replaced")
    private @Nullable Path markdown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.check(runs >= 1 && runs <= MOST_RUNS, "--runs is 1 to " + MOST_RUNS);
        common.check(seconds > 0 && seconds <= MOST_SECONDS, "--seconds is more than 0 and at most " + MOST_SECONDS);
        common.check(warmUp >= 0 && warmUp <= MOST_SECONDS, "--warm-up is 0 to " + MOST_SECONDS);
        common.check(rate >= 0 && rate <= 100_000, "--rate is 0 to 100000");
        common.check(connections >= 1 && connections <= MOST_CONNECTIONS, "--connections is 1 to " + MOST_CONNECTIONS);
        return common.measure(folder -> {
            write(new Bench(plan(folder), common::tell).run(Instant.now()));
            return 0;
        });
    }

    private Plan plan(Path folder) {
        return new Plan(
                what == What.ALL ? List.of(Work.values()) : List.of(what == What.ACTION ? Work.ACTION : Work.INGEST),
                Stream.of(Durability.values())
                        .filter(one -> durability == null || one == durability)
                        .map(Durability::word)
                        .toList(),
                runs,
                seconds,
                warmUp,
                rate,
                connections,
                Math.max(1, connections / 2),
                common.hub(),
                common.jvm(),
                folder);
    }

    private void write(Report report) throws IOException {
        String table = Table.of(report);
        common.print(table);
        common.write(report.json());
        if (markdown != null) {
            Files.writeString(markdown, Marked.replace(Files.readString(markdown), table));
        }
    }
}
