package dev.signalbox.rulebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the statement of a consequence that a piece of generated Java was made from. */
final class JavaStatement {

    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|[\\w$]+|[^\\s\\w]");
    private static final Pattern STATEMENT = Pattern.compile("[^;{}]+");

    private final String code;
    private final int offset;

    /** A stretch of the rule text, by index. */
    record Found(int from, int to) {}

    /**
     * @param code the rule text from its consequence on
     * @param offset index of that in the whole text
     */
    JavaStatement(String code, int offset) {
        this.code = code;
        this.offset = offset;
    }

    /** @param at index in the generated source that the compiler complains of */
    Optional<Found> find(String source, int at) {
        if (at < 0 || at >= source.length()) {
            return Optional.empty();
        }
        Set<String> wanted = new HashSet<>(tokens(around(source, at)));
        Matcher word = TOKEN.matcher(source);
        String token = word.find(at) && word.start() == at ? word.group() : "";
        Matcher statement = STATEMENT.matcher(code);
        int best = 0;
        Found found = null;
        while (statement.find()) {
            List<String> tokens = tokens(statement.group());
            int common = (int) tokens.stream().filter(wanted::contains).count();
            if (common > best) {
                best = common;
                found = within(statement, token);
            }
        }
        return Optional.ofNullable(found);
    }

    private Found within(Matcher statement, String token) {
        String text = statement.group();
        int start = statement.start() + (text.length() - text.stripLeading().length());
        Matcher match = Pattern.compile("(?<![\\w$])" + Pattern.quote(token)).matcher(text);
        if (!token.isEmpty() && match.find()) {
            int at = statement.start() + match.start();
            return new Found(offset + at, offset + at + token.length());
        }
        return new Found(
                offset + start,
                offset + statement.start() + text.stripTrailing().length());
    }

    private static String around(String source, int at) {
        int from = at;
        while (from > 0 && ";{}".indexOf(source.charAt(from - 1)) < 0) {
            from--;
        }
        int to = at;
        while (to < source.length() && ";{}".indexOf(source.charAt(to)) < 0) {
            to++;
        }
        return source.substring(from, to);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }
}
