package dev.signalbox.proof.bench;

import dev.signalbox.proof.hub.HubJar;
import dev.signalbox.proof.hub.HubOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox bench rules}: one partition's rules without a hub around them, in a JVM of their own. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description =
                "Measures how fast the rules of one partition decide, what metering costs, and what a window holds.")
public final class RulesCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private HubOption hub;

    @Option(
            names = "--millis",
            defaultValue = "2000",
            description = "of processor time for each figure; default ${DEFAULT-VALUE}")
    private int millis;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(ProcessHandle.current().info().command().orElse("java"));
        words.add("-Xmx1g");
        words.addAll(HubJar.words(hub.jar()));
        words.addAll(List.of("measure-rules", "--millis", Integer.toString(millis)));
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
