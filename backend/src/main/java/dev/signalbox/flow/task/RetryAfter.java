package dev.signalbox.flow.task;

import dev.signalbox.egress.Answer.Answered;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** {@code Retry-After} of a target that is asked too much (429) or not there (503): seconds, or a date. */
final class RetryAfter {

    /** A target that wants more is asked once an hour. */
    static final long MOST_MILLIS = 3_600_000;

    private RetryAfter() {}

    /**
     * Until when it wants to be left alone; 0 when it does not say, in a way that can be read. A date counts from the
     * answer's own {@code Date} if there is one: the clock of the target may be wrong.
     *
     * @param at when the answer came, milliseconds since the epoch
     */
    static long of(Answered answered, long at) {
        String text = answered.headers().getOrDefault("retry-after", "").strip();
        if ((answered.status() != 429 && answered.status() != 503) || text.isEmpty()) {
            return 0;
        }
        long wait = text.matches("[0-9]{1,9}") ? Long.parseLong(text) * 1_000 : untilDate(answered, text, at);
        return wait <= 0 ? 0 : at + Math.min(MOST_MILLIS, wait);
    }

    private static long untilDate(Answered answered, String text, long at) {
        Instant until = date(text);
        Instant now = date(answered.headers().getOrDefault("date", ""));
        return until == null ? 0 : until.toEpochMilli() - (now == null ? at : now.toEpochMilli());
    }

    private static @Nullable Instant date(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
