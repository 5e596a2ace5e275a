package dev.signalbox.flow.match;

import java.util.regex.Pattern;
import org.drools.model.Variable;

/** What authors call the things that a compiled condition binds. */
final class Names {

    private static final Pattern SCOPE = Pattern.compile("_\\d+_sCoPe$");

    private Names() {}

    /** Empty for what has only a name of the compiler. */
    static String of(Variable<?> variable) {
        String name = String.valueOf(variable.getName());
        return name.startsWith("GENERATED_") ? "" : SCOPE.matcher(name).replaceFirst("");
    }
}
