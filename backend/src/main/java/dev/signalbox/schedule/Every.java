package dev.signalbox.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * At equal distances, counted from the beginning of 1970 in UTC: a restart shifts nothing.
 *
 * @param written as people wrote the distance
 */
public record Every(String written, Duration distance) implements Rhythm {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(3650);

    /** Reads a distance such as {@code 15m} or {@code PT15M}. */
    public static Read read(String text) {
        Duration distance = duration(text);
        if (distance == null) {
            return new Read.Bad(
                    "wanted a duration such as \"30s\", \"15m\", \"12h\", \"7d\" or \"PT15M\"; got \"" + text + '"');
        }
        if (distance.compareTo(LEAST) < 0) {
            return new Read.Bad("wanted one second or more, such as \"1s\"; got \"" + text + '"');
        }
        return distance.compareTo(MOST) > 0
                ? new Read.Bad("wanted ten years or less; got \"" + text + '"')
                : new Read.Good(new Every(text, distance));
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            Long unit = MILLIS.get(matcher.group(2));
            return unit == null ? null : Duration.ofMillis(Long.parseLong(matcher.group(1)) * unit);
        }
        try {
            Duration read = Duration.parse(text);
            return Duration.ofMillis(read.toMillis());
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    @Override
    public Instant next(Instant after) {
        long step = distance.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), step) + 1) * step);
    }

    @Override
    public String text() {
        return "every " + distance;
    }
}
