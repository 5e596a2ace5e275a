package dev.signalbox.config;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.logging.LogRecord;

/** What both forms of a log line are made of. */
final class LogParts {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int CAUSES = 5;
    private static final int FRAMES = 12;

    private LogParts() {}

    static String time(LogRecord line) {
        return UTC.format(line.getInstant());
    }

    static List<Logs.Field> fields(LogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters == null
                ? List.of()
                : Arrays.stream(parameters)
                        .filter(Logs.Field.class::isInstance)
                        .map(Logs.Field.class::cast)
                        .toList();
    }

    /** Fault and causes in one line, each with its nearest frames. */
    static String stack(Throwable thrown) {
        StringJoiner parts = new StringJoiner(" | ");
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES; depth++) {
            parts.add((depth == 0 ? "" : "caused by ") + cause);
            Arrays.stream(cause.getStackTrace()).limit(FRAMES).forEach(frame -> parts.add("at " + frame));
            cause = cause.getCause();
        }
        return parts.toString();
    }
}
