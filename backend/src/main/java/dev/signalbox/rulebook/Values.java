package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import dev.signalbox.rulebook.Vocabulary.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the names in the constraints of one pattern stand for, and what is wrong with them. */
final class Values {

    private static final Set<String> ATOMS = Set.of("this", "null");

    private final String type;
    private final Scope scope;
    private final Findings findings;
    private final boolean argument;

    /** @param type of the pattern; empty where there is none, as in the results of an accumulate */
    Values(String type, Scope scope, Findings findings) {
        this(type, scope, findings, false);
    }

    private Values(String type, Scope scope, Findings findings, boolean argument) {
        this.argument = argument;
        this.type = type;
        this.scope = scope;
        this.findings = findings;
    }

    /** Whether these are constraints: what stands alone in one must be true or false. */
    boolean ofPattern() {
        return !type.isEmpty() && !argument;
    }

    /** The same for what stands within a call. */
    Values arguments() {
        return new Values(type, scope, findings, true);
    }

    /** @param wrong whether it has been found to be wrong */
    record Found(@Nullable Kind kind, boolean wrong) {

        static final Found UNKNOWN = new Found(null, false);
        static final Found WRONG = new Found(null, true);
    }

    /** Index of the bracket that closes the one at an index; brackets are known to be in order. */
    static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).opens() ? 1 : tokens.get(i).closes() ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    String text(Operand operand) {
        return operand.first().text().equals(operand.last().text())
                ? operand.first().text()
                : findings.between(operand.first(), operand.last());
    }

    /** A call without an owner: of an accessor, or of a function of the pack. */
    Found call(List<Token> tokens, int at) {
        Token name = tokens.get(at);
        int close = closing(tokens, at + 1);
        boolean event = type.equals("Event");
        if (!event || !Vocabulary.ACCESSORS.containsKey(name.text())) {
            arguments(tokens, at + 2, close);
            boolean known = !event || scope.functions().contains(name.text()) || isMethod(name.text());
            return known ? Found.UNKNOWN : unknownCall(name);
        }
        return path(tokens, at, close) ? new Found(Vocabulary.ACCESSORS.get(name.text()), false) : Found.WRONG;
    }

    private static boolean isMethod(String name) {
        return name.equals(TableFunction.NAME) || Vocabulary.methods("Event").contains(name);
    }

    private Found unknownCall(Token name) {
        Optional<String> near = Spelling.nearest(name.text(), Vocabulary.ACCESSORS.keySet());
        findings.error(
                name,
                Said.of(
                                "unknown-method",
                                "an Event has no method " + name.text() + Spelling.meant(near),
                                near.isPresent()
                                        ? null
                                        : "its data is read by num, dec, str, bool, has, begins, list, time")
                        .fixedBy(near.orElse(null)));
        return Found.WRONG;
    }

    private void arguments(List<Token> tokens, int from, int close) {
        int start = from;
        int depth = 0;
        for (int i = from; i <= close; i++) {
            depth += tokens.get(i).opens() ? 1 : i < close && tokens.get(i).closes() ? -1 : 0;
            if (i == close || (depth == 0 && tokens.get(i).is(","))) {
                Expression.check(tokens, start, i, arguments(), findings);
                start = i + 1;
            }
        }
    }

    /** Whether an accessor has what it needs: one text that is a path, and for {@code starts} a second one. */
    private boolean path(List<Token> tokens, int at, int close) {
        Token name = tokens.get(at);
        int wanted = name.is("begins") ? 2 : 1;
        List<Token> inner = tokens.subList(at + 2, close);
        String form = name.text() + (wanted == 2 ? "(\"path\", \"prefix\")" : "(\"path\")");
        long commas = inner.stream().filter(each -> each.is(",")).count();
        if (inner.isEmpty() || commas + 1 < wanted) {
            findings.error(
                    name, Said.of("path-text", name.text() + " needs " + (wanted == 2 ? "two texts" : "a path"), form));
            return false;
        }
        Token first = inner.get(0);
        boolean plain = inner.stream().allMatch(each -> each.isWord() || each.is(".") || each.isNumber());
        boolean bound = first.isWord() && scope.knowsVariable(first.text());
        if (first.isNumber() || (first.isWord() && plain && !bound && !first.isVariable())) {
            Token last = inner.get(inner.size() - 1);
            String came = plain ? findings.between(first, last) : first.text();
            findings.error(
                    first.from(),
                    plain ? last.to() : first.to(),
                    Said.of("path-text", "a path is a text in quotes, this is " + came, form)
                            .fixedBy('"' + came + '"'));
            return false;
        }
        if (first.isText() && commas + 1 > wanted) {
            Token more = inner.stream()
                    .filter(each -> each.is(","))
                    .skip(wanted - 1L)
                    .findFirst()
                    .orElse(first);
            findings.error(
                    more,
                    Said.of("path-text", name.text() + " takes no more than " + form, "a path walks by dots: \"a.b\""));
            return false;
        }
        int before = findings.size();
        arguments(tokens, at + 2, close);
        return !findings.errorsSince(before);
    }

    /**
     * A name that is not called.
     *
     * @param dotted the name with what follows it by dots
     * @param next what comes behind
     * @param before the operator before it; null on the left side
     */
    Found name(List<Token> dotted, @Nullable Token next, @Nullable Token before) {
        Token first = dotted.get(0);
        String name = first.text();
        boolean alone = dotted.size() == 1;
        if (first.is("true") || first.is("false")) {
            return new Found(Kind.TRUTH, false);
        } else if (scope.knowsVariable(name)) {
            return new Found(scope.bound().get(name), false);
        } else if (first.isVariable()) {
            return unbound(first);
        } else if (ATOMS.contains(name) || type.isEmpty() || isMember(name)) {
            return alone && type.equals("Event") ? new Found(Vocabulary.PROPERTIES.get(name), false) : Found.UNKNOWN;
        } else if (first.isClass() && (!alone || scope.knowsType(name))) {
            return Found.UNKNOWN;
        }
        return before == null || before.is("&&") || before.is("||")
                ? unknownField(dotted, next)
                : unquoted(dotted, before);
    }

    private boolean isMember(String name) {
        return type.equals("Event")
                ? Vocabulary.PROPERTIES.containsKey(name)
                : scope.types().getOrDefault(type, Set.of()).contains(name);
    }

    private Found unbound(Token name) {
        Optional<String> near = Spelling.nearest(name.text(), scope.variables());
        findings.error(
                name,
                Said.of(
                                "unknown-variable",
                                "the variable " + name.text() + " is not bound in this rule" + Spelling.meant(near),
                                near.isPresent() ? null : "bind it before: " + name.text() + " : str(\"path\")")
                        .fixedBy(near.orElse(null)));
        return Found.WRONG;
    }

    /** A class with its package, whose member is called. */
    private static boolean isQualified(List<Token> dotted) {
        return dotted.size() > 1
                && dotted.stream()
                        .anyMatch(each -> Character.isUpperCase(each.text().charAt(0)));
    }

    private Found unknownField(List<Token> dotted, @Nullable Token next) {
        if (isQualified(dotted)) {
            return Found.UNKNOWN;
        }
        Token first = dotted.get(0);
        Token last = dotted.get(dotted.size() - 1);
        Set<String> known = type.equals("Event")
                ? Vocabulary.PROPERTIES.keySet()
                : scope.types().getOrDefault(type, Set.of());
        Optional<String> near = dotted.size() > 1 ? Optional.empty() : Spelling.nearest(first.text(), known);
        String path = dotted.stream()
                .map(Token::text)
                .filter(each -> !each.equals("."))
                .collect(Collectors.joining("."));
        String hint = type.equals("Event")
                ? "data is read by its path: num(\"" + path + "\"), str(\"" + path + "\")"
                : "it has " + String.join(", ", known);
        findings.error(
                first.from(),
                next != null && next.is("[") ? first.to() : last.to(),
                Said.of(
                                "unknown-field",
                                (type.equals("Event") ? "an Event has no " : "a " + type + " has no ")
                                        + path
                                        + Spelling.meant(near),
                                near.isPresent() ? null : hint)
                        .fixedBy(near.orElse(null)));
        return Found.WRONG;
    }

    private Found unquoted(List<Token> dotted, Token before) {
        Token first = dotted.get(0);
        Token last = dotted.get(dotted.size() - 1);
        if (before.is("instanceof") || !before.isOneOf(Vocabulary.COMPARISONS)) {
            return Found.UNKNOWN;
        }
        String text = findings.between(first, last);
        findings.error(
                first.from(),
                last.to(),
                Said.of(
                                "unquoted",
                                "there is no " + text + " here",
                                "a text needs quotes: \"" + text + "\"; a variable needs its $")
                        .fixedBy('"' + text + '"'));
        return Found.WRONG;
    }

    /** Kind of what was asked of a value by dots: known for an accessor of an event. */
    @Nullable
    Kind after(List<Token> tokens, int from, int until) {
        boolean accessor = until - from == 6
                && tokens.get(from).isVariable()
                && tokens.get(from + 3).is("(")
                && tokens.get(from + 4).isText();
        return accessor ? Vocabulary.ACCESSORS.get(tokens.get(from + 2).text()) : null;
    }

    /** The values behind {@code in}: texts, numbers or variables. */
    void list(List<Token> tokens, int open, int close) {
        for (int i = open + 1; i < close; i++) {
            Token token = tokens.get(i);
            boolean alone = (tokens.get(i - 1).is("(") || tokens.get(i - 1).is(","))
                    && (i + 1 == close || tokens.get(i + 1).is(","));
            if (alone
                    && token.isWord()
                    && name(List.of(token), null, new Token(Token.Kind.SIGN, "==", token.from(), token.from()))
                            .wrong()) {
                return;
            }
        }
    }

    void compare(Operand left, Token operator, Operand right) {
        new Comparison(left, operator, right, findings).check();
    }
}
