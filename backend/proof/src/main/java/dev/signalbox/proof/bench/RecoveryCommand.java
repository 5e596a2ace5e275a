package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.signalbox.proof.Folders;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox bench replay}: how soon a killed hub is back, the more its rules remember. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Kills a hub whose rules remember many events, and measures how soon the next one takes and decides.")
public final class RecoveryCommand implements Callable<Integer> {

    private static final int MOST_EVENTS = 2_000_000;
    private static final int MOST_RUNS = 50;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--events", defaultValue = "100000", description = "that rules remember; default ${DEFAULT-VALUE}")
    private long events;

    @Option(
            names = "--per-key",
            defaultValue = "10",
            description = "of them with one key: the rule compares each with those before it; default ${DEFAULT-VALUE}")
    private long perKey;

    @Option(names = "--runs", defaultValue = "3", description = "restarts; default ${DEFAULT-VALUE}")
    private int runs;

    @Option(names = "--json", paramLabel = "FILE", description = "where all figures go")
    private @Nullable Path json;

    @Option(names = "--hub", paramLabel = "JAR", defaultValue = "${sys:signalbox.jar}", description = "the hub's jar")
    @SuppressWarnings("NullAway.Init")
    private Path hub;

    @Option(names = "--hub-jvm", paramLabel = "OPTION", description = "an option for the hub's JVM; repeatable")
    private List<String> jvm = List.of();

    @Override
    public Integer call() throws IOException {
        check(events >= 1 && events <= MOST_EVENTS, "--events is 1 to " + MOST_EVENTS);
        check(perKey >= 1 && perKey <= events, "--per-key is 1 to " + events);
        check(runs >= 1 && runs <= MOST_RUNS, "--runs is 1 to " + MOST_RUNS);
        check(
                Files.isRegularFile(hub),
                "there is no hub at " + hub + ": build it with mvn package, or name it with --hub");
        Path folder = Files.createTempDirectory("bench-");
        try {
            measure(folder);
        } finally {
            Folders.delete(folder);
        }
        return 0;
    }

    private void check(boolean good, String text) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), text);
        }
    }

    private void measure(Path folder) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Recovery.Run> seen = new ArrayList<>();
        try (Recovery recovery = new Recovery(hub, jvm, folder)) {
            recovery.load(events, perKey, line -> spec.commandLine().getErr().println(line));
            out.println("| events remembered | first 2xx ms | all decided ms | replay ms | CPU s of the hub |");
            out.println("|---|---|---|---|---|");
            for (int run = 0; run < runs; run++) {
                Recovery.Run one = recovery.restart();
                seen.add(one);
                out.println(line(one));
                out.flush();
            }
            write(Map.of("at", Instant.now().toString(), "machine", Machine.here(recovery.info()), "runs", seen));
        }
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

    private void write(Map<String, ?> report) throws IOException {
        if (json != null) {
            Files.writeString(
                    json, Api.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report) + "\n");
        }
    }
}
