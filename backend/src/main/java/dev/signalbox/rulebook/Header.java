package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at the attributes of a rule, which stand between its name and its condition. */
final class Header {

    private Header() {}

    static void check(List<Token> tokens, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("@")) {
                i = annotation(tokens, i, findings);
            } else if (token.isOneOf(Vocabulary.ATTRIBUTES)) {
                if (!seen.add(token.text())) {
                    findings.error(
                            token,
                            Said.of("duplicate-attribute", token.text() + " stands twice in this rule", "keep one"));
                } else {
                    value(token, i + 1 < tokens.size() ? tokens.get(i + 1) : token, findings);
                }
            }
        }
    }

    private static int annotation(List<Token> tokens, int at, Findings findings) {
        boolean called = at + 2 < tokens.size() && tokens.get(at + 2).is("(");
        if (!called) {
            return at + 1;
        }
        int close = Values.closing(tokens, at + 2);
        if (tokens.get(at + 1).is("retain")) {
            Times.check(tokens.subList(at + 3, close), findings);
        } else {
            Spelling.nearest(tokens.get(at + 1).text(), List.of("retain"))
                    .ifPresent(near -> findings.error(
                            tokens.get(at + 1),
                            Said.of("misspelt", "\"" + tokens.get(at + 1).text() + "\" should be \"retain\"", null)
                                    .fixedBy(near)));
        }
        return close;
    }

    private static void value(Token name, Token value, Findings findings) {
        boolean called = value.is("(");
        if (name.is("salience") && !called && !value.isNumber() && !value.is("-") && !value.is("+")) {
            wrong(value, "salience is a whole number: the rule with the greater one fires first", findings);
        } else if (name.isOneOf(Vocabulary.FLAGS) && (value.isNumber() || value.isText())) {
            wrong(value, name.text() + " is true or false", findings);
        } else if (name.isOneOf(Vocabulary.NAMED) && !value.isText()) {
            wrong(value, name.text() + " is a text in quotes", findings);
        }
    }

    private static void wrong(Token value, String message, Findings findings) {
        String bare = value.isText() ? value.bare() : "";
        findings.error(
                value,
                Said.of("attribute", message + ", this is " + value.text(), null)
                        .fixedBy(bare.matches("-?\\d+|true|false") ? bare : null));
    }
}
