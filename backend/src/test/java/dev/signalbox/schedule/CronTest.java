package dev.signalbox.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CronTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "0 3 * * *,       2026-11-24T03:00Z",
        "*/15 9-17 * * 1-5, 2026-11-23T10:15Z",
        "0 0 * * 0,       2026-11-29T00:00Z",
        "0 0 * * 7,       2026-11-29T00:00Z",
        "0 0 * * sun,     2026-11-29T00:00Z",
        "0 0 L * *,       2026-11-30T00:00Z",
        "0 9 * * MON#2,   2026-12-14T09:00Z",
        "0 0 13 * 5,      2026-11-27T00:00Z",
        "0 0 29 2 *,      2028-02-29T00:00Z",
        "30 0 3 * * *,    2026-11-24T03:00:30Z",
        "*/10 * * * * *,  2026-11-23T10:00:10Z",
        "@daily,          2026-11-24T00:00Z",
        "@Hourly,         2026-11-23T11:00Z",
        "@weekly,         2026-11-29T00:00Z",
    })
    void the_next_time_is_that_of_cron(String text, String next) {
        assertThat(cron(text, "UTC").next(Instant.parse("2026-11-23T10:00:00.500Z")))
                .isEqualTo(at(next));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *     | 2026-03-30T02:30+02:00 2026-03-31T02:30+02:00",
                "0 3 * * *      | 2026-03-29T03:00+02:00 2026-03-30T03:00+02:00",
                "0 */2 * * *    | 2026-03-29T04:00+02:00 2026-03-29T06:00+02:00",
                "*/30 * * * *   | 2026-03-29T01:30+01:00 2026-03-29T03:00+02:00",
            })
    void what_the_night_in_spring_leaves_out_does_not_come(String text, String next) {
        assertThat(cron(text, "Europe/Berlin").next(at("2026-03-29T01:00+01:00"), 2))
                .isEqualTo(instants(next));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * *     | 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00",
                "0 */2 * * *    | 2026-10-25T02:00+02:00 2026-10-25T04:00+01:00",
                "0 * * * *      | 2026-10-25T02:00+02:00 2026-10-25T02:00+01:00 2026-10-25T03:00+01:00",
                "*/30 2 * * *   | 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-25T02:00+01:00",
            })
    void what_the_night_in_autumn_has_twice_comes_once_unless_it_comes_every_hour(String text, String next) {
        List<Instant> wanted = instants(next);

        assertThat(cron(text, "Europe/Berlin").next(at("2026-10-25T01:30+02:00"), wanted.size()))
                .isEqualTo(wanted);
    }

    @Test
    void who_begins_between_the_two_hours_of_the_night_in_autumn_sees_the_same_times() {
        Instant between = at("2026-10-25T02:45+02:00");

        assertThat(cron("30 2 * * *", "Europe/Berlin").next(between)).isEqualTo(at("2026-10-26T02:30+01:00"));
        assertThat(cron("*/30 * * * *", "Europe/Berlin").next(between)).isEqualTo(at("2026-10-25T02:00+01:00"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("0 24 * * *", "the hour is wrong: wanted 0 to 23", "got \"24\"", "\"9-17\""),
                Arguments.of("61 * * * *", "the minute is wrong: wanted 0 to 59", "got \"61\"", "\"*/15\""),
                Arguments.of("61 * * * * *", "the second is wrong", "got \"61\"", "\"*/10\""),
                Arguments.of("0 22-2 * * *", "the hour is wrong", "a range that goes up", "got \"22-2\""),
                Arguments.of("0 0 32 * *", "the day of month is wrong", "1 to 31", "got \"32\""),
                Arguments.of("0 0 1 foo *", "the month is wrong", "JAN to DEC", "got \"foo\""),
                Arguments.of("0 0 * * 8", "the day of week is wrong", "0 and 7 are Sunday", "got \"8\""),
                Arguments.of("0 0 * *", "wanted five fields", "got 4", "\"0 3 * * *\""),
                Arguments.of("0 0 30 2 *", "never comes", "no month has such a day", "0 0 30 2 *"),
                Arguments.of("@nightly", "wanted one of @yearly", "@daily", "got \"@nightly\""));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_mistake_is_told_with_its_field(String text, String what, String wanted, String example) {
        assertThat(Cron.read(text, BERLIN))
                .isInstanceOfSatisfying(
                        Rhythm.Read.Bad.class, bad -> assertThat(bad.message()).contains(what, wanted, example));
    }

    @Test
    void an_unknown_zone_has_a_hint() {
        assertThat(Zones.fault("Europe/Berlin")).isNull();
        assertThat(Zones.fault("Europe/Berln")).contains("did you mean \"Europe/Berlin\"?");
        assertThat(Zones.fault("berlin")).contains("did you mean \"Europe/Berlin\"?");
        assertThat(Zones.fault("nowhere at all")).contains("such as \"Europe/Berlin\"");
    }

    private static List<Instant> instants(String text) {
        return Stream.of(text.strip().split(" ")).map(CronTest::at).toList();
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Rhythm cron(String text, String zone) {
        return ((Rhythm.Read.Good) Cron.read(text, ZoneId.of(zone))).rhythm();
    }
}
