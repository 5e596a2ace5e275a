package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks and compiles the rules of a pack. */
public final class Checker {

    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column)
            .thenComparing(Diagnostic::code);

    private final Compiler compiler = new Compiler();

    /** What became of a text: diagnostics, and classes unless one of them is an error. */
    record Checked(List<Diagnostic> diagnostics, @Nullable Compiled compiled) {}

    /** Everything that is wrong or doubtful with a pack's rules, in the order of the text; empty when all is well. */
    public List<Diagnostic> check(String pack, String drl) {
        return compile(pack, drl).diagnostics();
    }

    Checked compile(String pack, String drl) {
        Drl reader = new Drl();
        Parsed parsed = reader.read(pack, drl);
        if (parsed == null) {
            return new Checked(reader.problems(), null);
        }
        List<Diagnostic> refused = new Precheck(parsed).check();
        if (!refused.isEmpty()) {
            return new Checked(sorted(refused), null);
        }
        List<Diagnostic> found = new ArrayList<>(new Lints(parsed).check());
        Compiler.Build build = compiler.build(drl);
        if (!build.messages().isEmpty()) {
            found.addAll(new Blame(parsed, compiler).place(build.messages()));
        }
        boolean failed = found.stream().anyMatch(Diagnostic::isError);
        return new Checked(
                sorted(found), failed ? null : new Compiled(pack, new Shapes(parsed).rules(), build.classes()));
    }

    private static List<Diagnostic> sorted(List<Diagnostic> found) {
        return found.stream().distinct().sorted(BY_PLACE).toList();
    }
}
