package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Vocabulary.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A value in a constraint.
 *
 * @param kind null when it is not known
 * @param literal whether it stands in the text itself
 */
record Operand(Token first, Token last, @Nullable Kind kind, boolean literal) {

    /** The same with a sign before it. */
    Operand from(Token sign) {
        return new Operand(sign, last, sign.is("!") ? Kind.TRUTH : kind, literal);
    }
}
