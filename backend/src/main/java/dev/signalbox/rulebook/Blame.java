package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Finds the place of the compiler's messages, which name none. Each rule is compiled alone, the others blanked with
 * spaces, so that a message belongs to one rule and every position stays.
 */
final class Blame {

    private final Parsed parsed;
    private final Compiler compiler;

    Blame(Parsed parsed, Compiler compiler) {
        this.parsed = parsed;
        this.compiler = compiler;
    }

    List<Diagnostic> place(List<Compiler.Said> messages) {
        List<Diagnostic> placed = new ArrayList<>();
        for (RuleTree rule : parsed.rules()) {
            List<Compiler.Said> own = parsed.rules().size() == 1
                    ? messages
                    : compiler.build(only(rule.rule())).messages();
            placed.addAll(new Message(parsed, rule).place(own));
        }
        if (placed.isEmpty()) {
            placed.add(Diagnostic.error(
                    new Diagnostic.Spot(1, 1, 1),
                    "compile",
                    Message.firstLine(messages.get(0).text()),
                    null));
        }
        return placed;
    }

    /** The text with all rules but one as spaces. */
    private String only(RuleDescr kept) {
        StringBuilder text = new StringBuilder(parsed.drl());
        Lines lines = parsed.lines();
        for (RuleTree each : parsed.rules()) {
            if (!each.rule().getName().equals(kept.getName())) {
                int end = Math.min(text.length(), lines.index(each.rule().getEndCharacter() + 1));
                for (int i = lines.index(each.rule().getStartCharacter()); i < end; i++) {
                    if (text.charAt(i) != '\n') {
                        text.setCharAt(i, ' ');
                    }
                }
            }
        }
        return text.toString();
    }
}
