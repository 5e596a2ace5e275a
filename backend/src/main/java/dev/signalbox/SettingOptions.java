package dev.signalbox;

import dev.signalbox.config.Setting;
import dev.signalbox.config.Settings;
import java.io.Console;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every setting as an option of a command, and back. */
final class SettingOptions {

    private static final String FILE = "--config";

    private SettingOptions() {}

    /** The command with an option for each setting. */
    static CommandLine command(Object command) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        spec.addOption(OptionSpec.builder(FILE)
                .paramLabel("FILE")
                .type(Path.class)
                .description("settings in YAML, such as admin.port: 9000")
                .build());
        for (Setting setting : Setting.values()) {
            spec.addOption(option(setting));
        }
        return new CommandLine(spec);
    }

    private static OptionSpec option(Setting setting) {
        String standard = setting.standard().isEmpty() ? "" : " (" + setting.standard() + ')';
        OptionSpec.Builder option = OptionSpec.builder(setting.flag()).description(setting.meaning() + standard);
        if (setting.isSwitch()) {
            return option.type(boolean.class).arity("0").build();
        }
        option.paramLabel(setting.value()).arity("1");
        return setting.repeatable()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    /** The settings of a parsed command. */
    static Settings settings(CommandSpec spec) {
        CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
        Map<Setting, List<String>> flags = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (parsed.hasMatchedOption(setting.flag())) {
                flags.put(setting, parsed.matchedOption(setting.flag()).stringValues());
            }
        }
        Path file = parsed.matchedOptionValue(FILE, null);
        return Settings.read(flags, System.getenv(), file, Path.of("").toAbsolutePath(), terminal());
    }

    /** From JDK 22 on there is a console even where nobody reads; only then must it be asked. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean terminal() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
