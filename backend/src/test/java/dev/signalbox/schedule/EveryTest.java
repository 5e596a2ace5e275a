package dev.signalbox.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveryTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:07:12.345Z");

    @ParameterizedTest
    @CsvSource({
        "15m,    2026-11-23T10:15:00Z",
        "PT15M,  2026-11-23T10:15:00Z",
        "1s,     2026-11-23T10:07:13Z",
        "1500ms, 2026-11-23T10:07:13.500Z",
        "1d,     2026-11-24T00:00:00Z",
        "7d,     2026-11-26T00:00:00Z",
    })
    void times_are_counted_from_the_epoch_whoever_begins_when(String text, String next) {
        Rhythm every = ((Rhythm.Read.Good) Every.read(text)).rhythm();

        assertThat(every.next(NOW)).isEqualTo(Instant.parse(next));
        assertThat(every.next(every.next(NOW).minusMillis(1))).isEqualTo(Instant.parse(next));
        assertThat(every.next(every.next(NOW))).isAfter(Instant.parse(next));
    }

    @ParameterizedTest
    @CsvSource({
        "999ms,  wanted one second or more",
        "0s,     wanted one second or more",
        "-PT1M,  wanted one second or more",
        "PT0.5S, wanted one second or more",
        "9999d,  wanted ten years or less",
        "15,     wanted a duration such as",
        "P1M,    wanted a duration such as",
        "soon,   wanted a duration such as",
    })
    void what_is_no_such_distance_is_told(String text, String message) {
        assertThat(Every.read(text)).isInstanceOfSatisfying(Rhythm.Read.Bad.class, bad -> assertThat(bad.message())
                .contains(message, "got \"" + text + '"'));
    }
}
