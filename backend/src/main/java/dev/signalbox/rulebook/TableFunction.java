package dev.signalbox.rulebook;

import java.util.Optional;
import java.util.regex.Pattern;

/** The function {@code table} that rules find in their package, in a text beside theirs: so no place of theirs moves. */
final class TableFunction {

    static final String NAME = "table";

    private static final Pattern CALL = Pattern.compile("\\b" + NAME + "\\s*\\(");

    private TableFunction() {}

    /** The text that declares it, for rules that may call it. */
    static Optional<String> beside(String packageName, String drl) {
        return CALL.matcher(drl).find()
                ? Optional.of("package " + packageName + "\n\n"
                        + "function dev.signalbox.rules.Table " + NAME + "(String name) {\n"
                        + "    return dev.signalbox.rules.PackTables.table(name);\n"
                        + "}\n")
                : Optional.empty();
    }
}
