package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import dev.signalbox.rulebook.Vocabulary.Kind;
import org.jspecify.annotations.Nullable;

/** Two values and what stands between them. Those of different kinds are never equal, or are compared as something else. */
record Comparison(Operand left, Token operator, Operand right, Findings findings) {

    void check() {
        if (left.kind() == null || right.kind() == null || left.kind() == right.kind()) {
            return;
        }
        if (left.first().is("type") && right.kind() == Kind.NUMBER) {
            findings.error(
                    left.first(),
                    Said.of(
                            "type-number",
                            "type is a text and is compared as one: " + findings.between(left.first(), right.last()),
                            "compare it with a text: type == \"order.placed\"; a number is read with num(\"path\")"));
            return;
        }
        Operand wrong = left.literal() ? left : right;
        Operand other = left.literal() ? right : left;
        findings.error(
                wrong.first().from(),
                wrong.last().to(),
                Said.of(
                                "compare",
                                told(left) + " and " + told(right) + ": " + operator.text() + " cannot compare them",
                                hint(other, wrong))
                        .fixedBy(fix(other, wrong)));
    }

    private String told(Operand operand) {
        String words = operand.kind() == null ? "unknown" : operand.kind().words();
        return findings.between(operand.first(), operand.last()) + " is " + words;
    }

    private static @Nullable String hint(Operand other, Operand wrong) {
        if (other.kind() == Kind.LIST) {
            return "ask whether it holds it: list(\"path\") contains \"x\"";
        }
        boolean number = wrong.kind() == Kind.NUMBER && other.kind() == Kind.TEXT;
        return number
                ? "read a number with num(\"path\"), or put quotes around what is a text"
                : other.kind() == Kind.NUMBER ? "read a text with str(\"path\")" : null;
    }

    private static @Nullable String fix(Operand other, Operand wrong) {
        String bare = wrong.first().isText() ? wrong.first().bare() : "";
        boolean number = other.kind() == Kind.NUMBER && bare.matches("-?\\d+(\\.\\d+)?");
        boolean truth = other.kind() == Kind.TRUTH && (bare.equals("true") || bare.equals("false"));
        return number || truth ? bare : null;
    }
}
