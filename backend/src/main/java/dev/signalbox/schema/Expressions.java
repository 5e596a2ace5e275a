package dev.signalbox.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions that take a time linear in the text: those of RE2, which has neither backward references nor
 * looks around. An expression is found anywhere in a text, as JSON Schema has it.
 */
final class Expressions {

    /** What an expression may weigh: its characters, each as often as it may be repeated. */
    private static final int HEAVIEST = 2_000;

    private static final java.util.regex.Pattern UNICODE = java.util.regex.Pattern.compile("\\\\u([0-9A-Fa-f]{4})");
    private static final java.util.regex.Pattern TIMES =
            java.util.regex.Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?\\}");

    private Expressions() {}

    /** Why an expression cannot be used; null when it can. */
    static @Nullable String fault(String text) {
        if (weight(text) > HEAVIEST) {
            return "it is too large: what is repeated counts as often as it may come, and " + HEAVIEST + " is the most";
        }
        try {
            Pattern.compile(plain(text));
            return null;
        } catch (PatternSyntaxException e) {
            return e.getDescription();
        }
    }

    static RegularExpression of(String text) {
        Pattern pattern = Pattern.compile(plain(text));
        long weight = weight(text);
        return value -> {
            Steps.expression(weight * value.length());
            return pattern.matcher(value).find();
        };
    }

    private static String plain(String text) {
        return UNICODE.matcher(text).replaceAll("\\\\x{$1}");
    }

    /** The characters of an expression, each as often as counted repetitions have it. */
    static long weight(String text) {
        Deque<Long> open = new ArrayDeque<>();
        long sum = 0;
        long last = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                open.push(sum);
                sum = 0;
                last = 0;
            } else if (c == ')' && !open.isEmpty()) {
                last = sum + 1;
                sum = open.pop() + last;
            } else if (c == '{') {
                long times = times(text, i);
                sum = Math.min(Integer.MAX_VALUE, sum + last * (times - 1));
                last *= times;
            } else {
                i += c == '\\' ? 1 : 0;
                last = 1;
                sum++;
            }
        }
        while (!open.isEmpty()) {
            sum += open.pop();
        }
        return sum;
    }

    private static long times(String text, int at) {
        java.util.regex.Matcher matcher = TIMES.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return 1;
        }
        MatchResult found = matcher.toMatchResult();
        String most = found.group(2) == null || found.group(2).isEmpty() ? found.group(1) : found.group(2);
        return Math.max(1, Long.parseLong(most));
    }
}
