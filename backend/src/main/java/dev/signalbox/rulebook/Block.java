package dev.signalbox.rulebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that stand under each other in a rule text, as its words tell it.
 *
 * @param kind {@code rule}, {@code query}, {@code declare}, {@code function}, or {@code head} for lines such as imports
 * @param name null when there is none
 * @param header between the name and the condition; all there is for what is no rule
 * @param lhs between {@code when} and {@code then}
 * @param rhs between {@code then} and {@code end}
 * @param from index of the first character
 * @param to index behind the last character
 */
record Block(
        String kind, @Nullable Token name, List<Token> header, List<Token> lhs, List<Token> rhs, int from, int to) {

    boolean isRule() {
        return kind.equals("rule") || kind.equals("query");
    }

    boolean holds(int index) {
        return from <= index && index < to;
    }
}
