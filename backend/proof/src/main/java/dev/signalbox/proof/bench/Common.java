package dev.signalbox.proof.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.signalbox.proof.Folders;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.hub.HubOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every bench can be told: which hub, where it keeps its own, and where the figures go. */
final class Common {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "where all figures go")
    private @Nullable Path json;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "where the hubs keep theirs; default a temporary one")
    private @Nullable Path data;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private HubOption hub;

    @Option(names = "--hub-jvm", paramLabel = "OPTION", description = "an option for the hub's JVM; repeatable")
    private List<String> jvm = List.of();

    /** What is measured in a folder that is deleted at the end. */
    interface Measure {

        /** @return the code that the command ends with */
        int in(Path folder) throws IOException, InterruptedException;
    }

    int measure(Measure measure) throws IOException, InterruptedException {
        Path parent = data == null ? Path.of(System.getProperty("java.io.tmpdir")) : data;
        Path folder = Files.createTempDirectory(Files.createDirectories(parent), "bench-");
        try {
            return measure.in(folder);
        } finally {
            Folders.delete(folder);
        }
    }

    void check(boolean good, String text) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), text);
        }
    }

    Path hub() {
        return hub.jar();
    }

    List<String> jvm() {
        return jvm;
    }

    /** What goes on, for whoever waits. */
    void tell(String line) {
        spec.commandLine().getErr().println(line);
    }

    /** A line of the result. */
    void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    /** All figures, when somebody wants them in a file. */
    void write(Object figures) throws IOException {
        if (json != null) {
            Files.writeString(
                    json, Api.JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures) + "\n");
        }
    }
}
