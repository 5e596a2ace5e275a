package dev.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogsTest {

    private final LogRecord line = new LogRecord(Level.WARNING, "refused \"a\"\n2026 FAKE \u001b[31m\u202eline");

    LogsTest() {
        line.setLoggerName("dev.signalbox.flow.ingest");
        line.setInstant(Instant.parse("2026-11-21T02:49:41.1239Z"));
        line.setParameters(new Object[] {new Logs.Field("event", "42\r\n")});
    }

    @Test
    void what_a_sender_wrote_cannot_begin_a_line_or_steer_the_terminal() {
        String text = new TextLines().format(line);

        assertThat(text)
                .isEqualTo("2026-11-21T02:49:41.123Z WARNING flow.ingest: refused \"a\"\\u000a2026 FAKE \\u001b[31m"
                        + "\\u202eline event=42\\u000d\\u000a" + System.lineSeparator());
    }

    @Test
    void a_fault_stays_in_the_line_of_its_event() {
        line.setThrown(new IllegalStateException("one\ntwo", new ArithmeticException("deep")));

        String text = new TextLines().format(line);

        assertThat(text.strip().lines()).hasSize(1);
        assertThat(text).contains("one\\u000atwo", "caused by java.lang.ArithmeticException: deep");
    }

    @Test
    void machines_read_fields() throws JsonProcessingException {
        String text = new JsonLines().format(line);

        JsonNode json = new JsonMapper().readTree(text);
        assertThat(text.strip().lines()).hasSize(1);
        assertThat(json.path("time").textValue()).isEqualTo("2026-11-21T02:49:41.123Z");
        assertThat(json.path("event").textValue()).isEqualTo("42\r\n");
        assertThat(json.path("level").textValue()).isEqualTo("WARNING");
    }
}
