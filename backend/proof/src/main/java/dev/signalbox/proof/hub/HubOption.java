package dev.signalbox.proof.hub;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which hub a command is about. */
public final class HubOption {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--hub", paramLabel = "JAR", defaultValue = "${sys:signalbox.jar}", description = "the hub's jar")
    private @Nullable Path jar;

    /** @throws ParameterException when there is none */
    public Path jar() {
        if (jar == null || !Files.isRegularFile(jar)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no hub at " + jar + ": build it with mvn package, or name it with --hub");
        }
        return jar;
    }
}
