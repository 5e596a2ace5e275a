package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the compiler of Java says in the words of somebody who writes rules. */
final class JavaWords {

    private static final Pattern VARIABLE = Pattern.compile("^([\\w$]+) cannot be resolved(?: to a variable)?$");
    private static final Pattern TYPE = Pattern.compile("^([\\w.$]+) cannot be resolved(?: to a type)?$");
    private static final Pattern METHOD =
            Pattern.compile("^The method (\\w+)\\((.*)\\) is undefined for the type (.*)$");
    private static final Pattern ARGUMENTS = Pattern.compile(
            "^The method (\\w+)\\((.*)\\) in the type (.*) is not applicable for the arguments \\((.*)\\)$");
    private static final Pattern MISMATCH = Pattern.compile("^Type mismatch: cannot convert from (.*) to (.*)$");
    private static final Pattern COMPARE = Pattern.compile(
            "^(?:The operator (\\S+) is undefined for the argument type\\(s\\)|Incompatible operand types) ([\\w.]+)(?:,| and) ([\\w.]+)$");

    private JavaWords() {}

    /** @param variables that the rule binds */
    static Said of(String message, Collection<String> variables) {
        return variable(message, variables)
                .or(() -> type(message))
                .or(() -> method(message))
                .or(() -> arguments(message))
                .or(() -> mismatch(message))
                .or(() -> compare(message))
                .orElseGet(() -> Said.of("java", message, null));
    }

    private static Optional<Said> variable(String message, Collection<String> variables) {
        Matcher match = VARIABLE.matcher(message);
        boolean variable = message.endsWith("to a variable") || message.startsWith("$") || message.startsWith("hub ");
        if (!variable || !match.matches()) {
            return Optional.empty();
        }
        String name = match.group(1);
        if (variables.contains(name)) {
            return Optional.of(Said.of(
                    "unknown-variable",
                    "the variable " + name + " is not known here",
                    "what is bound within not, exists or accumulate is known only there"));
        }
        Optional<String> near = Spelling.nearest(name, variables);
        return Optional.of(Said.of(
                        "unknown-variable",
                        "there is no variable " + name + Spelling.meant(near),
                        near.isPresent() ? null : "a text needs quotes; a variable is bound in the condition")
                .fixedBy(near.orElse(null)));
    }

    private static Optional<Said> type(String message) {
        Matcher match = TYPE.matcher(message);
        if (!match.matches()) {
            return Optional.empty();
        }
        Optional<String> near = Spelling.nearest(match.group(1), Vocabulary.TYPES);
        return Optional.of(Said.of(
                        "unknown-class",
                        "there is no class " + match.group(1) + Spelling.meant(near),
                        near.isPresent() ? null : "rules may import from java.util, java.math and java.time")
                .fixedBy(near.orElse(null)));
    }

    private static Optional<Said> method(String message) {
        Matcher match = METHOD.matcher(message);
        if (!match.matches()) {
            return Optional.empty();
        }
        String owner = match.group(3);
        Set<String> known = Vocabulary.methods(owner);
        Optional<String> near = Spelling.nearest(match.group(1), known);
        return Optional.of(
                owner.startsWith("Lambda") || owner.startsWith("Rules")
                        ? Said.of(
                                "unknown-method",
                                "there is no function " + match.group(1),
                                "what is asked of the hub begins with hub. and of an event with its variable: $e.")
                        : known.isEmpty()
                                ? Said.of("unknown-method", "a " + owner + " has no method " + match.group(1), null)
                                : Calls.said(owner, match.group(1), known, near));
    }

    private static Optional<Said> arguments(String message) {
        Matcher match = ARGUMENTS.matcher(message);
        return match.matches()
                ? Optional.of(Said.of(
                        "arguments",
                        match.group(1) + " takes (" + match.group(2) + "), this gives it (" + match.group(4) + ")",
                        match.group(2).equals("String") && !match.group(4).isEmpty()
                                ? "a text is made of a value by: \"\" + value"
                                : null))
                : Optional.empty();
    }

    private static Optional<Said> compare(String message) {
        Matcher match = COMPARE.matcher(message);
        return match.matches()
                ? Optional.of(Said.of(
                        "compare",
                        (match.group(1) == null ? "==" : match.group(1)) + " cannot compare " + match.group(2)
                                + " with " + match.group(3),
                        "text is compared by equals, numbers by < and >"))
                : Optional.empty();
    }

    private static Optional<Said> mismatch(String message) {
        Matcher match = MISMATCH.matcher(message);
        return match.matches()
                ? Optional.of(
                        Said.of("type-mismatch", "wanted is " + match.group(2) + ", this is " + match.group(1), null))
                : Optional.empty();
    }
}
