package dev.signalbox.flow.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.egress.Answer.Answered;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryAfterTest {

    private static final long AT = Instant.parse("2026-08-01T12:00:00Z").toEpochMilli();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            seconds                           | 503 | 7                             |                               | 7
            of 429 as well                    | 429 | 120                           |                               | 120
            a date                            | 503 | Sat, 01 Aug 2026 12:00:30 GMT |                               | 30
            a date by the target's own clock  | 503 | Sat, 01 Aug 2020 00:00:09 GMT | Sat, 01 Aug 2020 00:00:00 GMT | 9
            a date that is over               | 503 | Sat, 01 Aug 2026 11:59:30 GMT |                               | -1
            at most an hour                   | 503 | 999999                        |                               | 3600
            not of a wrong request            | 400 | 7                             |                               | -1
            nothing that cannot be read       | 503 | soon                          |                               | -1
            nothing                           | 503 |                               |                               | -1
            """)
    void a_target_says_until_when_it_wants_to_be_left_alone(
            String sentence, int status, String after, String date, long seconds) {
        Map<String, String> headers = new HashMap<>();
        if (after != null) {
            headers.put("retry-after", after);
        }
        if (date != null) {
            headers.put("date", date);
        }

        long until = RetryAfter.of(new Answered(status, headers, Buffer.buffer()), AT);

        assertThat(until).isEqualTo(seconds < 0 ? 0 : AT + seconds * 1_000);
    }
}
