package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Vocabulary.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a condition may use.
 *
 * @param bound variables of the rule; those whose kind is known have one
 * @param types declared by the pack, with their fields
 * @param functions and queries of the pack
 */
record Scope(Map<String, Kind> bound, Set<String> variables, Map<String, Set<String>> types, Set<String> functions) {

    /** What all rules of a text share. */
    static Scope of(List<Block> blocks) {
        Map<String, Set<String>> types = new HashMap<>();
        Set<String> functions = new HashSet<>();
        for (Block block : blocks) {
            if (block.kind().equals("declare")) {
                declared(block.header(), types);
            } else if (block.kind().equals("function")) {
                block.header().stream()
                        .takeWhile(token -> !token.is("("))
                        .filter(Token::isWord)
                        .reduce((first, second) -> second)
                        .ifPresent(name -> functions.add(name.text()));
            } else if (block.kind().equals("query") && block.name() != null) {
                functions.add(
                        block.name().isText()
                                ? block.name().bare()
                                : block.name().text());
            }
        }
        return new Scope(Map.of(), Set.of(), types, functions);
    }

    private static void declared(List<Token> tokens, Map<String, Set<String>> types) {
        int name = 1;
        while (name < tokens.size()
                && (tokens.get(name).is("trait") || tokens.get(name).is("enum"))) {
            name++;
        }
        Set<String> fields = new LinkedHashSet<>();
        for (int i = name + 1; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord() && tokens.get(i + 1).is(":")) {
                fields.add(tokens.get(i).text());
            }
        }
        if (name < tokens.size()) {
            types.put(tokens.get(name).text(), fields);
        }
    }

    /** The same with the variables of one rule. */
    Scope of(Block rule) {
        Map<String, Kind> kinds = new HashMap<>();
        Set<String> names = new LinkedHashSet<>();
        List<Token> tokens = rule.lhs();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token next = tokens.get(i + 1);
            boolean wrongly = tokens.get(i).isVariable() && (next.is("=") || next.isClass());
            if ((tokens.get(i).isWord() && next.is(":")) || wrongly) {
                names.add(tokens.get(i).text());
                Kind kind = kind(tokens, i + 2);
                if (kind != null) {
                    kinds.put(tokens.get(i).text(), kind);
                }
            }
        }
        // A query binds what is given to it.
        if (tokens.stream().anyMatch(each -> each.is("?") || each.isOneOf(functions))) {
            tokens.stream().filter(Token::isVariable).forEach(each -> names.add(each.text()));
        }
        return new Scope(kinds, names, types, functions);
    }

    /** The variables of a rule that stand for an event. */
    Set<String> events(Block rule) {
        Set<String> events = new HashSet<>();
        List<Token> tokens = rule.lhs();
        for (int i = 0; i + 3 < tokens.size(); i++) {
            boolean event = tokens.get(i + 1).is(":")
                    && tokens.get(i + 2).is("Event")
                    && tokens.get(i + 3).is("(");
            if (event && tokens.get(i).isWord()) {
                events.add(tokens.get(i).text());
            }
        }
        return events;
    }

    /** What a variable gets: known for a property or an accessor that stands alone. */
    private static @Nullable Kind kind(List<Token> tokens, int at) {
        if (at >= tokens.size() || !tokens.get(at).isWord()) {
            return null;
        }
        String word = tokens.get(at).text();
        if (ends(tokens, at + 1)) {
            return Vocabulary.PROPERTIES.get(word);
        }
        boolean call = at + 3 < tokens.size()
                && tokens.get(at + 1).is("(")
                && tokens.get(at + 2).isText()
                && tokens.get(at + 3).is(")");
        return call && ends(tokens, at + 4) ? Vocabulary.ACCESSORS.get(word) : null;
    }

    private static boolean ends(List<Token> tokens, int at) {
        return at < tokens.size() && (tokens.get(at).is(",") || tokens.get(at).is(")"));
    }

    boolean knowsVariable(String name) {
        return variables.contains(name);
    }

    /** Whether a pattern may be of this type. */
    boolean knowsType(String name) {
        return name.equals("Event") || types.containsKey(name);
    }
}
