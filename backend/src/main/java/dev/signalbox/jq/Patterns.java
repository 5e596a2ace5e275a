package dev.signalbox.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/**
 * The regular expressions of jq, counted by the characters they look at, so that back-tracking ends. They are those of
 * java.util.regex instead of Oniguruma; what people write in rules means the same in both.
 */
final class Patterns {

    /* A named or plain group opens at a parenthesis that is not escaped and not followed by another "?". */
    private static final Pattern GROUPS = Pattern.compile("\\\\.|\\((?:\\?<([A-Za-z][A-Za-z0-9]*)>|(?!\\?))");

    private final Budget budget;

    Patterns(Budget budget) {
        this.budget = budget;
    }

    /** {@code _match_impl(re; flags; test)}, on which match, test, scan, splits and capture stand. */
    void match(Scope scope, List<Expression> args, JsonNode in, PathOutput output) throws JsonQueryException {
        args.get(2).apply(scope, in, test -> args.get(1)
                .apply(scope, in, flags -> args.get(0).apply(scope, in, re -> {
                    Search search = search(re, flags, in);
                    output.emit(
                            test.booleanValue() ? BooleanNode.valueOf(search.matcher.find()) : matches(search), null);
                })));
    }

    /** {@code _sub_impl(re; replacement; flags)}, on which sub and gsub stand. */
    void sub(Scope scope, List<Expression> args, JsonNode in, PathOutput output) throws JsonQueryException {
        args.get(2).apply(scope, in, flags -> args.get(0).apply(scope, in, re -> {
            Search search = search(re, flags, in);
            StringBuilder text = new StringBuilder();
            int from = 0;
            while (search.next()) {
                text.append(search.text, from, search.matcher.start());
                text.append(replacement(scope, args.get(1), search));
                budget.value(text.length());
                from = search.matcher.end();
            }
            output.emit(
                    TextNode.valueOf(text.append(search.text.substring(from)).toString()), null);
        }));
    }

    private static String replacement(Scope scope, Expression expression, Search search) throws JsonQueryException {
        List<JsonNode> results = new ArrayList<>();
        expression.apply(scope, search.named(), results::add);
        if (results.size() != 1 || !results.get(0).isTextual()) {
            throw new JsonQueryException("sub: the replacement must be one text");
        }
        return results.get(0).textValue();
    }

    private static ArrayNode matches(Search search) {
        ArrayNode matches = JsonNodeFactory.instance.arrayNode();
        while (search.next()) {
            ObjectNode match = search.group(0);
            match.remove("name");
            ArrayNode captures = match.putArray("captures");
            for (int group = 1; group <= search.matcher.groupCount(); group++) {
                captures.add(search.group(group));
            }
            matches.add(match);
        }
        return matches;
    }

    private Search search(JsonNode re, JsonNode flags, JsonNode in) throws JsonQueryException {
        if (!in.isTextual() || !re.isTextual()) {
            throw new JsonQueryException(
                    "a regular expression and a text are wanted, not " + re.getNodeType() + " and " + in.getNodeType());
        }
        String letters = flags.isTextual() ? flags.textValue() : "";
        try {
            Pattern pattern = Pattern.compile(re.textValue(), options(letters));
            return new Search(pattern, in.textValue(), letters.contains("g"), budget);
        } catch (PatternSyntaxException e) {
            throw new JsonQueryException("broken regular expression: " + e.getDescription());
        }
    }

    private static int options(String letters) throws JsonQueryException {
        int options = 0;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            options |= switch (letter) {
                case 'g', 'n' -> 0;
                case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case 'x' -> Pattern.COMMENTS;
                case 's' -> Pattern.DOTALL;
                case 'p' -> Pattern.DOTALL | Pattern.MULTILINE;
                default -> throw new JsonQueryException("unknown flag of a regular expression: " + letter);
            };
        }
        return options;
    }

    /** One search through a text. */
    private static final class Search {

        private final String text;
        private final Matcher matcher;
        private final boolean global;
        private final List<@Nullable String> names = new ArrayList<>();
        private boolean begun;

        Search(Pattern pattern, String text, boolean global, Budget budget) {
            this.text = text;
            this.global = global;
            this.matcher = pattern.matcher(new Looked(text, budget));
            Matcher groups = GROUPS.matcher(pattern.pattern());
            while (groups.find()) {
                if (groups.group().charAt(0) == '(') {
                    names.add(groups.group(1));
                }
            }
        }

        boolean next() {
            boolean more = (global || !begun) && matcher.find();
            begun = true;
            return more;
        }

        /** Offsets count code points, as jq does. */
        ObjectNode group(int group) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            int start = matcher.start(group);
            boolean there = start >= 0;
            node.put("offset", there ? text.codePointCount(0, start) : -1);
            node.put("length", there ? text.codePointCount(start, matcher.end(group)) : 0);
            node.put("string", there ? text.substring(start, matcher.end(group)) : null);
            node.put("name", group == 0 || group > names.size() ? null : names.get(group - 1));
            return node;
        }

        ObjectNode named() {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            for (int group = 1; group <= matcher.groupCount(); group++) {
                ObjectNode capture = group(group);
                if (capture.get("name").isTextual()) {
                    node.set(capture.get("name").textValue(), capture.get("string"));
                }
            }
            return node;
        }
    }

    /** A text that counts how often it is looked at. */
    private record Looked(String text, Budget budget) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            budget.character();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
