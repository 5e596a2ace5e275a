package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text with what can be compiled of it. Blocks that cannot be read, or that must not reach the compiler, are blank in it.
 *
 * @param parsed null when nothing is left
 */
record Legible(@Nullable Parsed parsed, List<Diagnostic> problems) {

    /** Each round leaves out a block at least, or is the last. */
    private static final int ROUNDS = 20;

    static Legible of(String pack, String drl) {
        if (drl.length() > Drl.MAX_LENGTH) {
            Drl reader = new Drl();
            return new Legible(reader.read(pack, drl), reader.problems());
        }
        FirstLook first = new FirstLook(drl);
        List<Diagnostic> problems = new ArrayList<>(first.problems());
        String text = first.rest();
        for (int round = 0; round < ROUNDS; round++) {
            Drl reader = new Drl();
            Parsed parsed = reader.read(pack, text);
            List<Diagnostic> wrong = parsed == null ? reader.problems() : new Precheck(parsed).check();
            if (wrong.isEmpty()) {
                return new Legible(parsed, problems);
            }
            problems.addAll(wrong);
            if (wrong.stream().anyMatch(each -> each.code().equals("package"))) {
                return new Legible(null, problems);
            }
            String rest = Blank.out(text, holding(first.blocks(), wrong, text));
            if (rest.equals(text)) {
                return new Legible(null, problems);
            }
            text = rest;
        }
        return new Legible(null, problems);
    }

    private static Set<Block> holding(List<Block> blocks, List<Diagnostic> wrong, String text) {
        Set<Block> holding = new HashSet<>();
        Lines lines = new Lines(text);
        for (Diagnostic each : wrong) {
            int at = lines.start(each.line()) + each.column() - 1;
            blocks.stream().filter(block -> block.holds(at)).forEach(holding::add);
        }
        return holding;
    }
}
