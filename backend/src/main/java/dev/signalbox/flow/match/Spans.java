package dev.signalbox.flow.match;

import java.util.StringJoiner;

/** Stretches of time as people say them. */
final class Spans {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /** The two largest units: {@code 5 min 41 s}. */
    static String text(long millis) {
        if (millis < SECOND) {
            return millis + " ms";
        }
        if (millis < MINUTE && millis % SECOND != 0) {
            return java.math.BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
        }
        if (millis < HOUR) {
            return two(millis / MINUTE, "min", millis % MINUTE / SECOND, "s");
        }
        return millis < DAY
                ? two(millis / HOUR, "h", millis % HOUR / MINUTE, "min")
                : two(millis / DAY, "d", millis % DAY / HOUR, "h");
    }

    private static String two(long large, String unit, long small, String smaller) {
        StringJoiner text = new StringJoiner(" ");
        if (large > 0) {
            text.add(large + " " + unit);
        }
        if (small > 0 || large == 0) {
            text.add(small + " " + smaller);
        }
        return text.toString();
    }
}
