package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at a declared type: what its annotations name, and of which types its fields are. */
final class Declaration {

    private static final Set<String> PRIMITIVES =
            Set.of("int", "long", "double", "boolean", "float", "short", "byte", "char");

    private static final Set<String> ANNOTATIONS =
            Set.of("role", "timestamp", "expires", "duration", "key", "position");

    private final List<Token> tokens;
    private final Scope scope;
    private final Findings findings;

    Declaration(Block block, Scope scope, Findings findings) {
        this.tokens = block.header();
        this.scope = scope;
        this.findings = findings;
    }

    void check() {
        String name = tokens.size() > 1 ? tokens.get(1).text() : "";
        Set<String> fields = scope.types().getOrDefault(name, Set.of());
        for (int i = 0; i + 2 < tokens.size(); i++) {
            boolean annotation = tokens.get(i).is("@") && tokens.get(i + 2).is("(");
            if (annotation) {
                annotation(tokens.get(i + 1), tokens.subList(i + 3, Values.closing(tokens, i + 2)), fields);
            } else if (tokens.get(i).isWord()
                    && tokens.get(i + 1).is(":")
                    && tokens.get(i + 2).isWord()) {
                type(i + 2);
            }
        }
    }

    private void annotation(Token name, List<Token> value, Set<String> fields) {
        if (!name.isOneOf(ANNOTATIONS)) {
            Spelling.nearest(name.text(), ANNOTATIONS)
                    .ifPresent(near -> findings.error(
                            name,
                            Said.of("misspelt", "\"" + name.text() + "\" should be \"" + near + '"', null)
                                    .fixedBy(near)));
        } else if (name.is("expires")) {
            List<Token> durations = value.stream()
                    .takeWhile(each -> !each.is(","))
                    .filter(each -> !each.is("value") && !each.is("="))
                    .toList();
            Times.check(durations, findings);
        } else if (name.is("timestamp")
                && value.size() == 1
                && !fields.contains(value.get(0).text())) {
            Optional<String> near = Spelling.nearest(value.get(0).text(), fields);
            findings.error(
                    value.get(0),
                    Said.of(
                                    "no-timestamp",
                                    "there is no field " + value.get(0).text() + " that could tell the time"
                                            + Spelling.meant(near),
                                    "add it: " + value.get(0).text() + " : long")
                            .fixedBy(near.orElse(null)));
        }
    }

    private void type(int at) {
        Token type = tokens.get(at);
        boolean dotted = at + 1 < tokens.size() && tokens.get(at + 1).is(".");
        List<String> known = new ArrayList<>(Vocabulary.TYPES);
        known.addAll(scope.types().keySet());
        known.addAll(PRIMITIVES);
        if (dotted || known.contains(type.text()) || isOfJava(type.text())) {
            return;
        }
        Optional<String> near = Spelling.nearest(type.text(), known);
        findings.error(
                type,
                Said.of(
                                "unknown-class",
                                "there is no class " + type.text() + Spelling.meant(near),
                                "a field is a String, int, long, double, boolean, or a class that is imported")
                        .fixedBy(near.orElse(null)));
    }

    /** Classes that every Java text sees, or that rules may import. */
    private static boolean isOfJava(String name) {
        return Stream.of("java.lang.", "java.util.", "java.math.", "java.time.").anyMatch(each -> {
            try {
                Class.forName(each + name, false, Declaration.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        });
    }
}
