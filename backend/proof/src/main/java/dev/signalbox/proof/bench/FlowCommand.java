package dev.signalbox.proof.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox bench flow}: how fast processes are, beside a client that makes the same calls and nothing else. */
@Command(
        name = "flow",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how many processes end in a second, beside a bare client that makes the same calls,",
            "what it costs that many wait, and whether they go on in time."
        })
public final class FlowCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 600;
    private static final int MOST_RUNS = 50;
    private static final int MOST_PROCESSES = 1_000_000;
    private static final int MOST_CONNECTIONS = 1_000;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Common common;

    @Option(
            names = "--durability",
            paramLabel = "relaxed|always",
            description = "default: first the one, then the other")
    private BenchCommand.@Nullable Durability durability;

    @Option(names = "--runs", defaultValue = "5", description = "default ${DEFAULT-VALUE}; the rates are medians")
    private int runs;

    @Option(names = "--seconds", defaultValue = "5", description = "of each run; default ${DEFAULT-VALUE}")
    private double seconds;

    @Option(names = "--warm-up", defaultValue = "15", description = "seconds; default ${DEFAULT-VALUE}")
    private double warmUp;

    @Option(
            names = "--waiting",
            defaultValue = "100000",
            description = "processes that wait for a time; default ${DEFAULT-VALUE}")
    private int waiting;

    @Option(names = "--due", defaultValue = "1000", description = "timers due in a second; default ${DEFAULT-VALUE}")
    private int due;

    @Option(names = "--due-for", defaultValue = "10", description = "seconds of them; default ${DEFAULT-VALUE}")
    private double dueSeconds;

    @Option(
            names = "--listeners",
            defaultValue = "10000",
            description = "processes that wait for an event; default ${DEFAULT-VALUE}")
    private int listeners;

    @Option(names = "--connections", defaultValue = "64", description = "of the orders; default ${DEFAULT-VALUE}")
    private int connections;

    @Override
    public Integer call() throws IOException, InterruptedException {
        common.check(runs >= 1 && runs <= MOST_RUNS, "--runs is 1 to " + MOST_RUNS);
        common.check(seconds > 0 && seconds <= MOST_SECONDS, "--seconds is more than 0 and at most " + MOST_SECONDS);
        common.check(warmUp >= 0 && warmUp <= MOST_SECONDS, "--warm-up is 0 to " + MOST_SECONDS);
        common.check(waiting >= 1 && waiting <= MOST_PROCESSES, "--waiting is 1 to " + MOST_PROCESSES);
        common.check(due >= 1 && due <= MOST_PROCESSES, "--due is 1 to " + MOST_PROCESSES);
        common.check(
                dueSeconds > 0 && dueSeconds <= MOST_SECONDS, "--due-for is more than 0 and at most " + MOST_SECONDS);
        common.check(listeners >= 1 && listeners <= MOST_PROCESSES, "--listeners is 1 to " + MOST_PROCESSES);
        common.check(connections >= 1 && connections <= MOST_CONNECTIONS, "--connections is 1 to " + MOST_CONNECTIONS);
        return common.measure(folder -> {
            FlowReport report = new FlowBench(plan(folder), common::tell).run(Instant.now());
            common.print(report.table());
            common.write(report.json());
            return 0;
        });
    }

    private FlowPlan plan(Path folder) {
        return new FlowPlan(
                Stream.of(BenchCommand.Durability.values())
                        .filter(one -> durability == null || one == durability)
                        .map(BenchCommand.Durability::word)
                        .toList(),
                runs,
                seconds,
                warmUp,
                waiting,
                due,
                dueSeconds,
                listeners,
                connections,
                common.hub(),
                List.copyOf(common.jvm()),
                folder);
    }
}
