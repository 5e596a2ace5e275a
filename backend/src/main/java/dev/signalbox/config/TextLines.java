package dev.signalbox.config;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** A log line for people: {@code 2026-11-21T02:49:41.123Z INFO  flow.ingest: message event=42}. */
final class TextLines extends Formatter {

    @Override
    public String format(LogRecord line) {
        StringBuilder text = new StringBuilder(160)
                .append(LogParts.time(line))
                .append(' ')
                .append(String.format("%-7s", line.getLevel().getName()))
                .append(' ')
                .append(shortened(line.getLoggerName()))
                .append(": ")
                .append(escaped(formatMessage(line)));
        LogParts.fields(line)
                .forEach(field ->
                        text.append(' ').append(field.name()).append('=').append(escaped(field.value())));
        Throwable thrown = line.getThrown();
        if (thrown != null) {
            text.append(" | ").append(escaped(LogParts.stack(thrown)));
        }
        return text.append(System.lineSeparator()).toString();
    }

    private static String shortened(@Nullable String logger) {
        String name = logger == null ? "" : logger;
        return name.startsWith("dev.signalbox.") ? name.substring("dev.signalbox.".length()) : name;
    }

    /** Nothing that a sender wrote can begin a new line or steer the terminal. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028 || c == 0x2029) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
