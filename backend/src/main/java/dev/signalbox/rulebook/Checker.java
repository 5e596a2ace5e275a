package dev.signalbox.rulebook;

import dev.signalbox.sandbox.ClassOrigins;
import dev.signalbox.sandbox.Sandbox;
import dev.signalbox.sandbox.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks and compiles the rules of a pack. */
public final class Checker {

    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column)
            .thenComparing(Diagnostic::code);

    private final Compiler compiler = new Compiler();
    private final Sandbox sandbox = new Sandbox();
    private final Proven proven = new Proven();

    /** What became of a text: diagnostics, and classes unless one of them is an error; the tree of what can be read. */
    record Checked(
            List<Diagnostic> diagnostics,
            @Nullable Compiled compiled,
            @Nullable Parsed parsed) {}

    /** Everything that is wrong or doubtful with a pack's rules, in the order of the text; empty when all is well. */
    public List<Diagnostic> check(String pack, String drl) {
        return look(pack, drl).diagnostics();
    }

    /** The same as {@link #compile} without classes: a rule that was compiled before, with the same head, is not again. */
    Checked look(String pack, String drl) {
        return checked(pack, drl, true);
    }

    Checked compile(String pack, String drl) {
        return checked(pack, drl, false);
    }

    /** The compiler calls itself for each part of an expression. */
    private Checked checked(String pack, String drl, boolean briefly) {
        try {
            return read(pack, drl, briefly);
        } catch (StackOverflowError e) {
            Diagnostic found = Diagnostic.error(
                    Diagnostic.Spot.TOP,
                    "too-deep",
                    "an expression has too many parts to be compiled",
                    "look for the longest one, and take it apart");
            return new Checked(List.of(found), null, null);
        }
    }

    private Checked read(String pack, String drl, boolean briefly) {
        Legible legible = Legible.of(pack, drl);
        List<Diagnostic> found = new ArrayList<>(legible.problems());
        Parsed parsed = legible.parsed();
        if (parsed == null) {
            return new Checked(sorted(found), null, null);
        }
        found.addAll(new Lints(parsed).check());
        Parsed open = briefly ? proven.rest(parsed) : parsed;
        if (briefly && open.rules().isEmpty()) {
            return new Checked(sorted(found), null, parsed);
        }
        Compiler.Build build = compiler.build(pack, open.drl());
        Set<RuleTree> faulty = new HashSet<>();
        if (!build.messages().isEmpty()) {
            Blame blame = new Blame(open, compiler);
            List<Diagnostic> blamed = blame.place(build.messages());
            blamed.stream()
                    .filter(each -> found.stream().noneMatch(each::liesIn))
                    .forEach(found::add);
            faulty.addAll(blame.cleared() ? blame.culprits() : open.rules());
        }
        ClassOrigins origins = ClassOrigins.of(build.classes());
        List<Violation> violations = sandbox.violations(build.classes());
        if (!violations.isEmpty()) {
            faulty.addAll(open.rules());
        }
        if (found.stream().noneMatch(Diagnostic::isError)) {
            found.addAll(new Forbidden(open, origins).place(violations));
        }
        proven.add(open, faulty);
        boolean failed = !violations.isEmpty() || found.stream().anyMatch(Diagnostic::isError);
        return new Checked(
                sorted(found),
                briefly || failed
                        ? null
                        : new Compiled(pack, new Shapes(parsed).rules(), sandbox.metered(build.classes()), origins),
                parsed);
    }

    private static List<Diagnostic> sorted(List<Diagnostic> found) {
        return found.stream().distinct().sorted(BY_PLACE).toList();
    }
}
