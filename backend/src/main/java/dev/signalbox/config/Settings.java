package dev.signalbox.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All settings, each with where it came from: flag over environment over file over default. */
public final class Settings {

    private final Map<Setting, Given> given;
    private final boolean terminal;

    private Settings(Map<Setting, Given> given, boolean terminal) {
        this.given = given;
        this.terminal = terminal;
    }

    /**
     * Gathers the settings.
     *
     * @param flags what the command line gave, by setting
     * @param environment all variables; those that do not begin with {@code SIGNALBOX_} are not ours
     * @param file of {@code --config}, or null
     * @param here the folder from which the command was called
     * @param terminal whether a person reads the log
     * @throws StartRefused when a name is unknown or the file cannot be read
     */
    public static Settings read(
            Map<Setting, List<String>> flags,
            Map<String, String> environment,
            @Nullable Path file,
            Path here,
            boolean terminal) {
        Map<Setting, Given> all = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            List<String> standard = setting.standard().isEmpty() ? List.of() : List.of(setting.standard());
            all.put(setting, new Given(setting, standard, "default", ExitCode.CONFIGURATION, here));
        }
        Path named = file != null ? file : named(environment);
        if (named != null) {
            all.putAll(SettingsFile.read(here.resolve(named)));
        }
        all.putAll(Environment.read(environment, here));
        flags.forEach((setting, texts) ->
                all.put(setting, new Given(setting, List.copyOf(texts), setting.flag(), ExitCode.USAGE, here)));
        return new Settings(all, terminal);
    }

    private static @Nullable Path named(Map<String, String> environment) {
        String file = environment.get(Environment.FILE);
        return file == null || file.isBlank() ? null : Path.of(file);
    }

    /**
     * The configuration that the settings make.
     *
     * @throws StartRefused when a value cannot be understood or does not fit the others
     */
    public Config config() {
        Config config = new Reading(given, terminal).config();
        new Plausibility(config).check();
        return config;
    }

    /**
     * Only checks.
     *
     * @throws StartRefused where {@link #config} would throw it
     */
    public void check() {
        Config unused = config();
    }

    /** Every setting in the order of the help. */
    public List<Given> all() {
        return Collections.unmodifiableList(new ArrayList<>(given.values()));
    }
}
