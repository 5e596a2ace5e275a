package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at what a consequence asks of the hub and of events, and at the variables that it uses. */
final class Calls {

    /** What the methods of the hub give, on which one goes on to call. */
    private static final Map<String, String> GIVES =
            Map.of("start", "Hub.Start", "emit", "Hub.Emission", "cancel", "Hub.Cancellation");

    private final List<Token> tokens;
    private final Set<String> events;
    private final Scope scope;
    private final Findings findings;

    /** @param events variables that are bound to an event */
    Calls(List<Token> tokens, Set<String> events, Scope scope, Findings findings) {
        this.tokens = tokens;
        this.events = events;
        this.scope = scope;
        this.findings = findings;
    }

    void check() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean member = i > 0 && tokens.get(i - 1).is(".");
            if (member || !token.isWord()) {
                continue;
            }
            if (token.is("hub")) {
                chain(i + 1, "Hub");
            } else if (events.contains(token.text())) {
                chain(i + 1, "Event");
            } else if (token.isVariable() && !scope.knowsVariable(token.text()) && !isDeclared(i)) {
                unbound(token);
            }
        }
    }

    /** A variable of Java may begin with a dollar too. */
    private boolean isDeclared(int at) {
        String name = tokens.get(at).text();
        return tokens.stream().filter(each -> each.is(name)).anyMatch(each -> {
            int i = tokens.indexOf(each);
            return i > 0 && (tokens.get(i - 1).isWord() || tokens.get(i - 1).is(">"));
        });
    }

    private void chain(int at, String owner) {
        boolean call = at + 2 < tokens.size()
                && tokens.get(at).is(".")
                && tokens.get(at + 1).isWord()
                && tokens.get(at + 2).is("(");
        if (!call) {
            return;
        }
        Token method = tokens.get(at + 1);
        Set<String> known = Vocabulary.methods(owner);
        if (!known.contains(method.text())) {
            unknown(owner, method, known);
            return;
        }
        String next = owner.equals("Hub") ? GIVES.getOrDefault(method.text(), "") : owner;
        if (owner.startsWith("Hub") && !next.isEmpty()) {
            chain(Values.closing(tokens, at + 2) + 1, next);
        }
    }

    private void unknown(String owner, Token method, Set<String> known) {
        Optional<String> near = Spelling.nearest(method.text(), known);
        findings.error(method, said(owner, method.text(), known, near));
    }

    static Said said(String owner, String method, Set<String> known, Optional<String> near) {
        String who = owner.equals("Hub")
                ? "the hub"
                : owner.equals("Event")
                        ? "an Event"
                        : Map.of("Hub.Start", "a start", "Hub.Emission", "an emit", "Hub.Cancellation", "a cancel")
                                .getOrDefault(owner, owner);
        return Said.of(
                        "unknown-method",
                        who + " has no method " + method + Spelling.meant(near),
                        near.isPresent() ? null : "it has " + String.join(", ", known))
                .fixedBy(near.orElse(null));
    }

    private void unbound(Token token) {
        Optional<String> near = Spelling.nearest(token.text(), scope.variables());
        findings.error(
                token,
                Said.of(
                                "unknown-variable",
                                "the variable " + token.text() + " is not bound in this rule" + Spelling.meant(near),
                                near.isPresent()
                                        ? null
                                        : "bind it in the condition: " + token.text() + " : str(\"path\")")
                        .fixedBy(near.orElse(null)));
    }
}
