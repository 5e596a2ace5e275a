package dev.signalbox;

import dev.signalbox.config.Given;
import dev.signalbox.config.Settings;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every setting with its value and where it came from; secrets stay hidden. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Prints each setting, its value and where it came from, without secrets.",
        sortOptions = false)
final class ConfigCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Settings settings = SettingOptions.settings(command);
        PrintWriter out = command.commandLine().getOut();
        for (Given given : settings.all()) {
            String shown = given.texts().isEmpty() ? "-" : given.shown();
            out.printf("%-20s %-30s %s%n", given.setting().key(), shown, given.origin());
        }
        out.flush();
        settings.check();
        return 0;
    }
}
