package dev.signalbox.config;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A log line for machines: one JSON object. */
final class JsonLines extends Formatter {

    private final JsonMapper json = new JsonMapper();

    @Override
    public String format(LogRecord line) {
        ObjectNode object = json.createObjectNode()
                .put("time", LogParts.time(line))
                .put("level", line.getLevel().getName())
                .put("logger", line.getLoggerName())
                .put("message", formatMessage(line));
        LogParts.fields(line).forEach(field -> object.put(field.name(), field.value()));
        Throwable thrown = line.getThrown();
        if (thrown != null) {
            object.put("fault", LogParts.stack(thrown));
        }
        return object + System.lineSeparator();
    }
}
