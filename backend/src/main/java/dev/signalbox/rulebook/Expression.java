package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import dev.signalbox.rulebook.Vocabulary.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one constraint of a pattern as its author would: what is compared with what, and what stands between. It gives up
 * in silence where it does not understand: the compiler has the last word.
 */
final class Expression {

    private static final Set<String> JOINING = Set.of("&&", "||");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/", "%", "&", "|", "^");

    private final List<Token> tokens;
    private final Values values;
    private final Findings findings;
    private final int end;
    private int at;
    private boolean over;

    /** @param until index behind its last token; the token there closes or parts it */
    private Expression(List<Token> tokens, int from, int until, Values values, Findings findings) {
        this.tokens = tokens;
        this.at = from;
        this.end = until;
        this.values = values;
        this.findings = findings;
    }

    /** @param tokens of the whole condition, of which the constraint is a part */
    static void check(List<Token> tokens, int from, int until, Values values, Findings findings) {
        if (from < until) {
            new Expression(tokens, from, until, values, findings).comparisons();
        }
    }

    private void comparisons() {
        int begin = at;
        Operand left = operand(null);
        boolean plain = true;
        Token compared = null;
        alone(begin, left);
        while (!over && at < end) {
            Token operator = operator(compared != null);
            if (over || operator == null) {
                return;
            }
            boolean comparison = operator.isOneOf(Vocabulary.COMPARISONS);
            Operand repeated = left;
            if (operator.isOneOf(JOINING) && at < end && tokens.get(at).isOneOf(Vocabulary.COMPARISONS)) {
                half(repeated);
                return;
            }
            int next = at;
            Operand right = operand(operator);
            if (over) {
                return;
            }
            if (operator.isOneOf(JOINING)) {
                alone(next, right);
            }
            boolean last = at >= end || tokens.get(at).isOneOf(JOINING);
            if (comparison && plain && last && left != null && right != null) {
                values.compare(left, operator, right);
            }
            compared = operator.isOneOf(JOINING) ? null : operator;
            plain = operator.isOneOf(JOINING) || (plain && !operator.isOneOf(ARITHMETIC) && !comparison);
            left = operator.isOneOf(JOINING) || !comparison ? right : left;
        }
    }

    /** A value that is neither bound nor compared says nothing. */
    private void alone(int begin, @Nullable Operand value) {
        boolean ends = at >= end || tokens.get(at).isOneOf(JOINING);
        boolean bound = begin + 1 < end && tokens.get(begin + 1).is(":");
        if (over || !ends || bound || value == null || !values.ofPattern()) {
            return;
        }
        Kind kind = value.kind();
        if (kind != null && kind != Kind.TRUTH) {
            over = true;
            findings.error(
                    value.first().from(),
                    value.last().to(),
                    Said.of(
                            "no-comparison",
                            values.text(value) + " is " + kind.words() + " and is compared with nothing",
                            "compare it, bind it to a variable, or ask for it with has(\"path\")"));
        }
    }

    private void half(@Nullable Operand left) {
        Token operator = tokens.get(at);
        over = true;
        findings.error(
                operator,
                Said.of(
                                "half-constraint",
                                "on the left of " + operator.text() + " stands nothing",
                                "name what is compared each time: num(\"x\") > 1 && num(\"x\") < 9")
                        .fixedBy(left == null ? null : values.text(left) + ' ' + operator.text()));
    }

    /** A value; null when it was not understood. */
    private @Nullable Operand operand(@Nullable Token before) {
        if (at >= end) {
            missing(before);
            return null;
        }
        Token token = tokens.get(at);
        if (token.is("!") || token.is("-") || token.is("+")) {
            at++;
            Operand negated = operand(token);
            return negated == null ? null : negated.from(token);
        }
        if (token.is("(")) {
            return group(before);
        }
        if (token.isText()) {
            at++;
            return new Operand(token, token, Kind.TEXT, true);
        }
        if (token.isNumber()) {
            at++;
            return new Operand(token, token, Kind.NUMBER, true);
        }
        if (token.isWord() && !token.is("new")) {
            return word(before);
        }
        if (token.kind() == Token.Kind.SIGN && !token.opens()) {
            over = true;
            findings.error(token, Said.of("syntax", "here a value is missing, and " + token.text() + " came", null));
        }
        over = true;
        return null;
    }

    private void missing(@Nullable Token before) {
        over = true;
        if (before != null && end < tokens.size()) {
            findings.error(
                    tokens.get(end),
                    Said.of("half-constraint", "on the right of " + before.text() + " stands nothing", null));
        }
    }

    private @Nullable Operand group(@Nullable Token before) {
        Token first = tokens.get(at);
        int close = Values.closing(tokens, at);
        boolean listed = before != null && before.is("in");
        boolean whole = !listed && (close + 1 >= end || tokens.get(close + 1).isOneOf(JOINING));
        check(tokens, at + 1, close, whole ? values : values.arguments(), findings);
        boolean cast = close == at + 2 && tokens.get(at + 1).isClass();
        at = close + 1;
        if (cast && at < end && !tokens.get(at).isOneOf(Vocabulary.COMPARISONS)) {
            return operand(first);
        }
        parts();
        return new Operand(first, tokens.get(at - 1), null, false);
    }

    private @Nullable Operand word(@Nullable Token before) {
        Token token = tokens.get(at);
        if (at + 1 < end && tokens.get(at + 1).is(":")) {
            at += 2;
            return operand(before);
        }
        int dotted = at;
        while (dotted + 2 < end
                && tokens.get(dotted + 1).is(".")
                && tokens.get(dotted + 2).isWord()) {
            dotted += 2;
        }
        boolean call = at + 1 < end && tokens.get(at + 1).is("(");
        Values.Found found =
                call ? values.call(tokens, at) : values.name(tokens.subList(at, dotted + 1), follow(dotted), before);
        if (found.wrong()) {
            over = true;
            return null;
        }
        int own = at;
        at = call ? Values.closing(tokens, at + 1) + 1 : at + 1;
        Kind kind = postfix() ? values.after(tokens, own, at) : found.kind();
        return new Operand(token, tokens.get(at - 1), kind, false);
    }

    private @Nullable Token follow(int dotted) {
        return dotted + 1 < end ? tokens.get(dotted + 1) : null;
    }

    /** Steps over what is asked of a value: {@code .name}, {@code .call(..)}, {@code [..]}; whether there was some. */
    private boolean postfix() {
        int before = at;
        parts();
        return at > before;
    }

    private void parts() {
        int before = at;
        while (at < end) {
            Token token = tokens.get(at);
            if ((token.is(".") || token.is("!.")) && at + 1 < end) {
                at += 2;
            } else if (token.is("[") || (token.is("(") && at > before)) {
                at = Values.closing(tokens, at) + 1;
            } else {
                break;
            }
        }
    }

    /** What stands between two values; null when it was not understood. */
    private @Nullable Token operator(boolean compared) {
        Token token = tokens.get(at);
        if (token.isOneOf(Vocabulary.COMPARISONS) || token.isOneOf(JOINING) || token.isOneOf(ARITHMETIC)) {
            at++;
            return token;
        }
        if (token.is("not") && at + 1 < end && tokens.get(at + 1).isOneOf(Vocabulary.OPERATORS)) {
            token = tokens.get(++at);
        }
        if (token.isOneOf(Vocabulary.OPERATORS)) {
            at++;
            named(token);
            return token;
        }
        over = true;
        wrong(token, compared);
        return null;
    }

    /** What stands in brackets behind a word that compares: times, or the name of an operation. */
    private void named(Token operator) {
        if (at < end && tokens.get(at).is("[")) {
            int close = Values.closing(tokens, at);
            if (operator.isOneOf(Vocabulary.TEMPORAL)) {
                over = !Times.inOrder(tokens.subList(at + 1, close), findings);
            }
            at = close + 1;
        }
        if (operator.is("in") && at < end && tokens.get(at).is("(")) {
            values.list(tokens, at, Values.closing(tokens, at));
        }
    }

    private void wrong(Token token, boolean compared) {
        Token before = tokens.get(at - 1);
        Token next = at + 1 < end ? tokens.get(at + 1) : null;
        if (token.is("=") && next != null && next.from() == token.to() && (next.is(">") || next.is("<"))) {
            findings.error(
                    token.from(),
                    next.to(),
                    Said.of("one-equals", "the sign is " + next.text() + '=', null)
                            .fixedBy(next.text() + '='));
        } else if (token.is("=")) {
            findings.error(
                    token,
                    Said.of("one-equals", "= sets a value; what compares is ==", null)
                            .fixedBy("=="));
        } else if (token.is(":")) {
            findings.error(token, Said.of("binding", "a variable stands before its value: $x : str(\"path\")", null));
        } else if (token.is("and") || token.is("or")) {
            findings.error(
                    token,
                    Said.of("syntax", "within a pattern \"" + token.text() + "\" is a sign", null)
                            .fixedBy(token.is("and") ? "&&" : "||"));
        } else if (token.isWord() && next != null && isValue(next)) {
            Optional<String> near = Spelling.nearest(token.text(), Vocabulary.OPERATORS);
            findings.error(
                    token,
                    Said.of(
                                    "unknown-operator",
                                    "there is no operator " + token.text() + Spelling.meant(near),
                                    near.isPresent()
                                            ? null
                                            : "there are == != < > in, matches, contains, after, before")
                            .fixedBy(near.orElse(null)));
        } else if (token.isWord() || token.isText() || token.isNumber()) {
            if (compared || token.isWord()) {
                findings.missing(
                        before, ",", Said.of("missing-comma", "between two constraints a comma is missing", null));
            } else {
                findings.error(
                        token,
                        Said.of("no-operator", "what compares it is missing before " + token.text(), "such as =="));
            }
        }
    }

    private static boolean isValue(Token token) {
        return token.isText() || token.isNumber() || token.isVariable() || token.is("[");
    }
}
