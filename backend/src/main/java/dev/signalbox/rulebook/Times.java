package dev.signalbox.rulebook;

import dev.signalbox.rulebook.Findings.Said;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds durations that the engine would not understand. */
final class Times {

    private static final Pattern WELL =
            Pattern.compile("\\d+|(?:\\d+d)?(?:\\d+h)?(?:\\d+m)?(?:\\d+s)?(?:\\d+(?:ms)?)?");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)([A-Za-z]*)");

    private Times() {}

    static void check(List<Token> tokens, Findings findings) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Token unit = i + 1 < tokens.size() && tokens.get(i + 1).isWord() ? tokens.get(i + 1) : null;
            if (token.isNumber() && (unit != null || !isDuration(token.text()))) {
                wrong(token, unit, findings);
                return;
            } else if (token.isWord() || token.isText()) {
                wrong(token, null, findings);
                return;
            }
        }
    }

    /** Whether all that stands between commas is a duration; else what is wrong has been found. */
    static boolean inOrder(List<Token> tokens, Findings findings) {
        int before = findings.size();
        check(tokens, findings);
        return findings.size() == before;
    }

    static boolean isDuration(String text) {
        return !text.isEmpty() && WELL.matcher(text).matches();
    }

    private static void wrong(Token token, @Nullable Token unit, Findings findings) {
        String came = unit == null ? token.text() : token.text() + ' ' + unit.text();
        findings.error(
                token.from(),
                unit == null ? token.to() : unit.to(),
                Said.of("duration", "this is no duration: " + came, "write 30s, 5m, 1h30m or 7d, without a space")
                        .fixedBy(meant(came.replace("\"", "").replace(" ", ""))));
    }

    private static @Nullable String meant(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return null;
        }
        String unit = number.group(2).toLowerCase(Locale.ROOT);
        String known = unit.startsWith("mil") || unit.equals("msec")
                ? "ms"
                : unit.startsWith("min") || unit.equals("m")
                        ? "m"
                        : unit.startsWith("h") ? "h" : unit.startsWith("d") ? "d" : unit.startsWith("s") ? "s" : "";
        return known.isEmpty() ? null : number.group(1) + known;
    }
}
