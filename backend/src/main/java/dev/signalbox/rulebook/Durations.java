package dev.signalbox.rulebook;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as DRL writes them: {@code 5m}, {@code 1h30m}, {@code 250ms}, or plain milliseconds. */
public final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d+)(ms|d|h|m|s)");

    private Durations() {}

    /** Zero for what is no duration, such as {@code *}. */
    public static Duration parse(String text) {
        String bare = text.strip().replace("\"", "").toLowerCase(java.util.Locale.ROOT);
        if (bare.matches("-?\\d{1,15}")) {
            return Duration.ofMillis(Math.abs(Long.parseLong(bare)));
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(bare);
        while (part.find()) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
        }
        return sum;
    }

    private static Duration of(long n, String unit) {
        return switch (unit) {
            case "d" -> Duration.ofDays(n);
            case "h" -> Duration.ofHours(n);
            case "m" -> Duration.ofMinutes(n);
            case "s" -> Duration.ofSeconds(n);
            default -> Duration.ofMillis(n);
        };
    }
}
