package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks the elements of a condition: patterns, and what holds them together. */
final class Conditions {

    private static final Set<String> HOLDING = Set.of("not", "exists", "and", "or", "forall", "collect");
    private static final Set<String> COUNTING = Set.of("accumulate", "acc", "groupby");

    /** The parts of an accumulate whose function is written out. */
    private static final Set<String> BY_HAND = Set.of("init", "action", "reverse", "result");

    private final List<Token> tokens;
    private final Scope scope;
    private final Findings findings;
    private final List<String> bound = new ArrayList<>();
    private final boolean either;

    Conditions(Block rule, Scope scope, Findings findings) {
        this.tokens = rule.lhs();
        this.scope = scope;
        this.findings = findings;
        this.either = tokens.stream().anyMatch(each -> each.is("or") || each.is("||"));
    }

    void check() {
        elements(0, tokens.size());
    }

    private void elements(int from, int until) {
        int at = from;
        while (at < until) {
            at = element(at, until);
        }
    }

    /** Looks at what begins at an index, and gives the index behind it. */
    private int element(int at, int until) {
        Token token = tokens.get(at);
        boolean call = at + 1 < until && tokens.get(at + 1).is("(");
        if (!token.isWord() || token.isOneOf(HOLDING)) {
            return at + 1;
        } else if (token.isOneOf(COUNTING) && call) {
            return counting(at, Values.closing(tokens, at + 1));
        } else if (token.is("eval") && call) {
            findings.warning(
                    token.from(),
                    token.to(),
                    Said.of(
                            "eval",
                            "eval is tried again for each combination of facts, and is never explained",
                            "write it as a constraint of a pattern"));
            return Values.closing(tokens, at + 1) + 1;
        } else if (token.is("from")) {
            return source(at + 1, until);
        } else if (token.is("over")) {
            return window(at + 1, until);
        } else if (at + 1 < until && tokens.get(at + 1).is(":")) {
            return binding(at);
        } else if (token.isVariable()) {
            return unbound(at, until);
        }
        return pattern(at, until);
    }

    private int binding(int at) {
        String name = tokens.get(at).text();
        if (bound.contains(name) && !either) {
            findings.error(
                    tokens.get(at),
                    Said.of("bound-twice", name + " is bound twice in this rule", "give one of them another name"));
        }
        bound.add(name);
        return at + 2;
    }

    private int unbound(int at, int until) {
        Token token = tokens.get(at);
        boolean equals = at + 1 < until && tokens.get(at + 1).is("=");
        findings.error(
                equals ? tokens.get(at + 1) : token,
                Said.of("binding", "a variable is bound by a colon: " + token.text() + " : Event( .. )", null)
                        .fixedBy(equals ? ":" : token.text() + " :"));
        return at + (equals ? 2 : 1);
    }

    /** An accumulate or a groupby: patterns, then functions, then constraints, parted by semicolons. */
    private int counting(int at, int close) {
        int first = Math.min(
                parts(at + 2, close, ";").get(0), parts(at + 2, close, ",").get(0));
        elements(at + 2, first);
        if (tokens.subList(first, close).stream().anyMatch(each -> each.isOneOf(BY_HAND))) {
            return close + 1;
        }
        List<Integer> parts = new ArrayList<>(List.of(first));
        parts.addAll(first < close ? parts(first + 1, close, ";") : List.of());
        for (int i = 1; i < parts.size(); i++) {
            int from = parts.get(i - 1) + 1;
            int until = parts.get(i);
            int start = from;
            for (int part : parts(from, until, ",")) {
                boolean named = start + 2 < part && tokens.get(start + 1).is(":");
                if (named && tokens.get(start + 3 < part ? start + 3 : start).is("(")) {
                    function(tokens.get(start + 2));
                }
                Expression.check(tokens, start, part, new Values("", scope, findings), findings);
                start = part + 1;
            }
        }
        return close + 1;
    }

    private void function(Token name) {
        if (!Vocabulary.FUNCTIONS.contains(name.text()) && !scope.functions().contains(name.text())) {
            Optional<String> near = Spelling.nearest(name.text(), Vocabulary.FUNCTIONS);
            findings.error(
                    name,
                    Said.of(
                                    "unknown-function",
                                    "nothing can be accumulated by " + name.text() + Spelling.meant(near),
                                    near.isPresent()
                                            ? null
                                            : "there are count, sum, average, min, max, collectList, collectSet")
                            .fixedBy(near.orElse(null)));
        }
    }

    /** Where the parts end that a sign parts, outside of further brackets. */
    private List<Integer> parts(int from, int until, String sign) {
        List<Integer> ends = new ArrayList<>();
        int depth = 0;
        for (int i = from; i < until; i++) {
            depth += tokens.get(i).opens() ? 1 : tokens.get(i).closes() ? -1 : 0;
            if (depth == 0 && tokens.get(i).is(sign)) {
                ends.add(i);
            }
        }
        ends.add(until);
        return ends;
    }

    /** Behind {@code from} stands a value, or another element. */
    private int source(int at, int until) {
        if (at >= until || tokens.get(at).isOneOf(COUNTING) || tokens.get(at).is("collect")) {
            return at;
        }
        int next = at + 1;
        while (next < until && !findings.startsLine(tokens.get(next))) {
            next = tokens.get(next).opens() ? Values.closing(tokens, next) + 1 : next + 1;
        }
        return next;
    }

    private int window(int at, int until) {
        boolean form = at + 3 < until
                && tokens.get(at).is("window")
                && tokens.get(at + 1).is(":")
                && tokens.get(at + 3).is("(");
        if (!form) {
            return at + 1;
        }
        Token kind = tokens.get(at + 2);
        int close = Values.closing(tokens, at + 3);
        if (!Vocabulary.WINDOWS.contains(kind.text())) {
            Optional<String> near = Spelling.nearest(kind.text(), Vocabulary.WINDOWS);
            findings.error(
                    kind,
                    Said.of(
                                    "unknown-window",
                                    "there is no window of " + kind.text() + Spelling.meant(near),
                                    "there are window:time( 5m ) and window:length( 10 )")
                            .fixedBy(near.orElse(null)));
        } else if (kind.is("time")) {
            Times.check(tokens.subList(at + 4, close), findings);
        }
        return close + 1;
    }

    private int pattern(int at, int until) {
        int last = at;
        while (last + 2 < until
                && tokens.get(last + 1).is(".")
                && tokens.get(last + 2).isWord()) {
            last += 2;
        }
        Token name = tokens.get(last);
        if (last + 1 >= until || !tokens.get(last + 1).is("(")) {
            return stray(last, until);
        }
        int close = Values.closing(tokens, last + 1);
        if ((at > 0 && tokens.get(at - 1).is("?")) || scope.functions().contains(name.text())) {
            return close + 1;
        }
        if (last == at && !scope.knowsType(name.text()) && !misspelt(name)) {
            return close + 1;
        }
        String type = name.text();
        if (scope.knowsType(type)) {
            int start = last + 2;
            for (int part : parts(last + 2, close, ",")) {
                Expression.check(tokens, start, part, new Values(type, scope, findings), findings);
                start = part + 1;
            }
        }
        return close + 1;
    }

    /** Whether a class that is not known may yet be one: the compiler knows those that are imported. */
    private boolean misspelt(Token name) {
        Optional<String> element = Spelling.nearest(name.text(), Vocabulary.ELEMENTS);
        Optional<String> type = Spelling.nearest(
                name.text(),
                Stream.concat(Stream.of("Event"), scope.types().keySet().stream())
                        .toList());
        if (!name.isClass() && element.isPresent()) {
            findings.error(
                    name,
                    Said.of("misspelt", "\"" + name.text() + "\" should be \"" + element.get() + '"', null)
                            .fixedBy(element.get()));
            return false;
        }
        if (type.isPresent() || !name.isClass()) {
            findings.error(
                    name,
                    Said.of(
                                    "unknown-class",
                                    "there is no class " + name.text() + Spelling.meant(type),
                                    type.isPresent() ? null : "a pattern is an Event or a type that the pack declares")
                            .fixedBy(type.orElse(null)));
            return false;
        }
        return true;
    }

    /** Gives the index of what comes behind it. */
    private int stray(int at, int until) {
        Token name = tokens.get(at);
        Optional<String> element = Spelling.nearest(name.text(), Vocabulary.ELEMENTS);
        boolean type = scope.knowsType(name.text());
        if (type) {
            findings.missing(
                    name,
                    "(",
                    Said.of("syntax", "a pattern has its constraints in brackets", "Event( type == \"..\" )"));
            int next = at + 1;
            while (next < until && findings.sameLine(name, tokens.get(next))) {
                next++;
            }
            return next;
        } else if (element.isPresent()) {
            findings.error(
                    name,
                    Said.of("misspelt", "\"" + name.text() + "\" should be \"" + element.get() + '"', null)
                            .fixedBy(element.get()));
        } else {
            findings.error(
                    name,
                    Said.of(
                            "stray-word",
                            "this is no part of a condition: " + name.text(),
                            "a condition is made of patterns: Event( type == \"..\", .. )"));
        }
        return at + 1;
    }
}
