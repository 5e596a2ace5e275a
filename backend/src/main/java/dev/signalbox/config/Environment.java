package dev.signalbox.config;

import dev.signalbox.words.Nearest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Settings from the environment: {@code SIGNALBOX_ADMIN_PORT=9000}; several values are parted by commas. */
final class Environment {

    /** The variable that names the file, as {@code --config} does. */
    static final String FILE = "SIGNALBOX_CONFIG";

    /*
     * Kubernetes gives every container such variables for a service called "signalbox"; they are not meant for us.
     */
    private static final Pattern KUBERNETES = Pattern.compile("SIGNALBOX_(SERVICE_(HOST|PORT).*|PORT(_\\d+_.*)?)");

    /* Of a hub under test; they are no settings, and what they may do is checked where it is done. */
    private static final Set<String> TEST = Set.of("SIGNALBOX_TEST", "SIGNALBOX_FAILPOINT");

    private Environment() {}

    static Map<Setting, Given> read(Map<String, String> variables, Path base) {
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        variables.forEach((name, text) -> {
            if (name.startsWith("SIGNALBOX_")
                    && !name.equals(FILE)
                    && !TEST.contains(name)
                    && !KUBERNETES.matcher(name).matches()) {
                Setting setting = Setting.ofVariable(name).orElseThrow(() -> unknown(name));
                given.put(setting, new Given(setting, texts(setting, text), name, ExitCode.CONFIGURATION, base));
            }
        });
        return given;
    }

    private static List<String> texts(Setting setting, String text) {
        return setting.repeatable()
                ? Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList()
                : List.of(text);
    }

    private static StartRefused unknown(String name) {
        return StartRefused.configuration("the environment has an unknown setting " + name + ""
                + Nearest.to(name, Setting.variables())
                        .map(near -> " - did you mean " + near + "?")
                        .orElse(": ./signalbox run --help lists them"));
    }
}
