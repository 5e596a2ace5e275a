package dev.signalbox.rulebook;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as DRL writes them: {@code 5m}, {@code 1h30m}, {@code 250ms}, or plain milliseconds. */
public final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d+)(ms|d|h|m|s)");

    /** Longer than any journal keeps, and short enough to be counted with. */
    private static final Duration LONGEST = Duration.ofDays(365_000);

    private static final int MOST_DIGITS = 15;

    private Durations() {}

    /** Zero for what is no duration, such as {@code *}; a thousand years for whatever is longer. */
    public static Duration parse(String text) {
        String bare = text.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        if (bare.matches("-?\\d+")) {
            return of(bare.replace("-", ""), "ms");
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(bare);
        while (part.find()) {
            sum = shorter(sum.plus(of(part.group(1), part.group(2))));
        }
        return sum;
    }

    private static Duration of(String digits, String unit) {
        if (digits.length() > MOST_DIGITS) {
            return LONGEST;
        }
        long n = Long.parseLong(digits);
        return shorter(
                switch (unit) {
                    case "d" -> Duration.ofDays(Math.min(n, LONGEST.toDays()));
                    case "h" -> Duration.ofHours(n);
                    case "m" -> Duration.ofMinutes(n);
                    case "s" -> Duration.ofSeconds(n);
                    default -> Duration.ofMillis(n);
                });
    }

    private static Duration shorter(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }
}
