package dev.signalbox.jq;

import dev.signalbox.jq.Lexer.Kind;
import dev.signalbox.jq.Lexer.Token;
import dev.signalbox.words.Hint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/** Compiles jq and refuses at once what would fail, or could not be bounded, when an instance runs. */
public final class QueryCompiler {

    /** Of an expression. */
    public static final int MAX_CHARACTERS = 8 * 1024;

    private static final Set<String> KEYWORDS = Set.of(
            "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try", "catch", "label", "break", "and",
            "or", "not", "true", "false", "null", "__loc__");
    private static final Set<String> REFUSED = Set.of(
            "def",
            "import",
            "include",
            "input",
            "inputs",
            "env",
            "debug",
            "_debug_scope",
            "input_line_number",
            "halt",
            "halt_error",
            "repeat",
            "builtins",
            "while",
            "until");
    private static final Set<String> FUNCTIONS = functions();

    private QueryCompiler() {}

    /** What is wrong with an expression, and where in it. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int at;
        private final @Nullable String hint;

        Refused(String message, int at, @Nullable String hint) {
            super(message, null, false, false);
            this.at = at;
            this.hint = hint;
        }

        /** Where in the text, counted from 0. */
        public int at() {
            return at;
        }

        /** What to do; null when nobody knows. */
        public @Nullable String hint() {
            return hint;
        }
    }

    private static Set<String> functions() {
        Set<String> names =
                BuiltinFunctionLoader.getInstance()
                        .listFunctions(Versions.JQ_1_7, Scope.newEmptyScope())
                        .keySet()
                        .stream()
                        .map(name -> name.replaceFirst("/.*", ""))
                        .collect(Collectors.toSet());
        names.removeAll(REFUSED);
        return Set.copyOf(names);
    }

    /**
     * What an expression takes out of a variable.
     *
     * @param name empty when it is not written out
     * @param at where the variable stands in the text
     */
    public record Member(String name, int at) {}

    /** Every use of a variable, in the order of the text. */
    public static List<Member> members(String text, String variable) {
        List<Token> tokens = Lexer.tokens(text);
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.VARIABLE && token.text().equals(variable)) {
                members.add(new Member(member(text, tokens.subList(i + 1, tokens.size())), token.at()));
            }
        }
        return members;
    }

    private static String member(String text, List<Token> rest) {
        if (!rest.isEmpty() && rest.get(0).kind() == Kind.FIELD) {
            return rest.get(0).text();
        }
        boolean inBrackets = rest.size() > 2
                && rest.get(0).text().equals("[")
                && rest.get(1).text().equals("\"")
                && rest.get(2).text().equals("]");
        String inside = inBrackets
                ? text.substring(rest.get(1).at() + 1, rest.get(2).at()).strip()
                : "\\";
        return inside.contains("\\") ? "" : inside.substring(0, inside.length() - 1);
    }

    /** @param known variables that are there when the expression runs */
    public static Query compile(String text, Set<String> known) throws Refused {
        return compile(text, known, Set.of());
    }

    /**
     * @param known variables that are there when the expression runs
     * @param without words that are refused as well
     */
    public static Query compile(String text, Set<String> known, Set<String> without) throws Refused {
        if (text.length() > MAX_CHARACTERS) {
            throw new Refused("the expression has more than " + MAX_CHARACTERS + " characters", 0, null);
        }
        List<Token> tokens = Lexer.tokens(text);
        checkFunctions(tokens, without);
        Set<String> free = freeVariables(tokens, known);
        return new Query(text, parse(text), free);
    }

    private static JsonQuery parse(String text) throws Refused {
        try {
            return JsonQuery.compile(text, Versions.JQ_1_7);
        } catch (JsonQueryException e) {
            throw new Refused("not a jq expression: " + firstLine(e.getMessage()), 0, null);
        } catch (StackOverflowError e) {
            throw new Refused("the expression is nested too deeply", 0, null);
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "cannot be parsed"
                : message.strip().lines().findFirst().orElse("cannot be parsed");
    }

    private static void checkFunctions(List<Token> tokens, Set<String> without) throws Refused {
        Deque<String> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Kind.SIGN) {
                track(open, token.text());
            } else if (token.kind() == Kind.NAME && !isKey(tokens, i, open)) {
                checkFunction(token, without);
            }
        }
    }

    private static void track(Deque<String> open, String sign) {
        if ("([{".contains(sign)) {
            open.push(sign);
        } else if (")]}".contains(sign)) {
            open.poll();
        }
    }

    /** Whether a name is that of a field of an object: {@code {name: 1}} or {@code {name}}. */
    private static boolean isKey(List<Token> tokens, int i, Deque<String> open) {
        if (!"{".equals(open.peek()) || i == 0) {
            return false;
        }
        String before = tokens.get(i - 1).text();
        return before.equals("{") || before.equals(",");
    }

    private static void checkFunction(Token token, Set<String> without) throws Refused {
        String name = token.text();
        if (REFUSED.contains(name) || without.contains(name)) {
            throw new Refused("`" + name + "` is not available in expressions", token.at(), boundedWay(name));
        }
        if (!KEYWORDS.contains(name) && !FUNCTIONS.contains(name)) {
            throw new Refused("unknown function `" + name + "`", token.at(), Hint.of(name, FUNCTIONS));
        }
    }

    private static @Nullable String boundedWay(String name) {
        return switch (name) {
            case "while", "until", "repeat" -> "its length cannot be bounded; use `reduce range(n)`";
            case "def" -> "an expression cannot define functions; put the steps into `set` tasks";
            case "env" -> "a process sees its input and its context, not the environment";
            default -> null;
        };
    }

    /** The variables that an expression does not bind itself. */
    private static Set<String> freeVariables(List<Token> tokens, Set<String> known) throws Refused {
        Set<String> bound = bound(tokens);
        Set<String> free = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Kind.VARIABLE
                    || bound.contains(token.text())
                    || token.text().equals("__loc__")) {
                continue;
            }
            if (!known.contains(token.text())) {
                throw unknown(token, known);
            }
            free.add(token.text());
        }
        return Set.copyOf(free);
    }

    private static Refused unknown(Token token, Set<String> known) {
        return token.text().equals("secrets")
                ? new Refused(
                        "`$secrets` may not stand here: its value would be kept with the instance",
                        token.at(),
                        "it may stand in `headers`, `query`, `body` and `authentication` of `call: http`")
                : new Refused("unknown variable `$" + token.text() + "`", token.at(), Hint.of(token.text(), known));
    }

    private static Set<String> bound(List<Token> tokens) {
        Set<String> bound = new HashSet<>();
        boolean binding = false;
        for (Token token : tokens) {
            if (token.kind() == Kind.NAME && Set.of("as", "label").contains(token.text())) {
                binding = true;
            } else if (token.text().equals("|") || token.text().equals("(")) {
                binding = false;
            } else if (binding && token.kind() == Kind.VARIABLE) {
                bound.add(token.text());
            }
        }
        return bound;
    }
}
