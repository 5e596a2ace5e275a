package dev.signalbox.flow.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with that which stands beside the tasks: the schedule, and limits. */
final class WholeDefinitionTest {

    static List<Arguments> broken() {
        return List.of(
                Arguments.of("schedule", "every: wanted a duration", schedule("every: §2 hours")),
                Arguments.of("schedule", "every: wanted one second or more", schedule("every: §PT0.5S")),
                Arguments.of("schedule", "cron: wanted five fields", schedule("cron: §'* * *'")),
                Arguments.of("schedule", "after: wanted a duration", schedule("after: §PT0S")),
                Arguments.of(
                        "unsupported",
                        "`schedule.after` beside `rateLimit` is not supported",
                        "schedule: {§after: PT1H}\nx-signalbox: {rateLimit: {limit: 1, per: PT1M}}\ndo: [{a: {set: {}}}]"),
                Arguments.of("schedule", "it says every and after", schedule("every: PT1H, §after: PT1H")),
                Arguments.of("schedule", "it says cron and every", schedule("cron: '0 3 * * *', §every: PT1H")),
                Arguments.of("schedule", "it does not say which events start it", schedule("§on: {}")),
                Arguments.of(
                        "schedule",
                        "it says one and any",
                        schedule("§on: {one: {with: {type: t}}, any: [{with: {type: t}}]}")),
                Arguments.of(
                        "schedule",
                        "the type of the event must be written out",
                        schedule("on: {one: {with: {type: §'${ .t }'}}}")),
                Arguments.of("missing-property", "`type` is missing", schedule("on: {one: {§with: {subject: s}}}")),
                Arguments.of(
                        "unsupported",
                        "`schedule.on.all` is not supported",
                        schedule("on: {§all: [{with: {type: a}}, {with: {type: b}}]}")),
                Arguments.of(
                        "unsupported",
                        "`schedule.on.until` is not supported",
                        schedule("on: {any: [{with: {type: a}}], §until: 'true'}")),
                Arguments.of("unsupported", "to be started by all events", schedule("on: {any: §[]}")),
                Arguments.of(
                        "unsupported",
                        "`correlate` has nothing to compare the event with",
                        schedule("on: {one: {with: {type: t}, §correlate: {o: {from: .data.o}}}}")),
                Arguments.of(
                        "expression",
                        "unknown variable `$context`",
                        schedule("on: {one: {with: {type: t, data: '${ §$context.x }'}}}")),
                Arguments.of(
                        "schedule",
                        "there is no time zone \"Berlin\"",
                        "schedule: {cron: '0 3 * * *'}\nx-signalbox: {schedule: {zone: §Berlin}}\ndo: [{a: {set: {}}}]"),
                Arguments.of(
                        "misplaced",
                        "a zone is for `cron`",
                        "schedule: {every: PT1H}\nx-signalbox: {schedule: {§zone: UTC}}\ndo: [{a: {set: {}}}]"),
                Arguments.of(
                        "misplaced",
                        "there is no `schedule`",
                        "x-signalbox: {§schedule: {catchUp: all}}\ndo: [{a: {set: {}}}]"),
                Arguments.of("unsupported", "`throttle` is not supported yet", limits("§throttle: {}")),
                Arguments.of(
                        "unsupported", "`batch` is not supported yet", limits("concurrency: {limit: 1}, §batch: {}")),
                Arguments.of("unknown-property", "`queue` is not known here", limits("§queue: {sink: s}")),
                Arguments.of("missing-property", "`limit` is missing in `concurrency`", limits("§concurrency: {}")),
                Arguments.of("wrong-value", "`limit` ", limits("concurrency: {limit: §0}")),
                Arguments.of("wrong-value", "`limit` ", limits("concurrency: {limit: §1001}")),
                Arguments.of("wrong-type", "`limit` must be an integer", limits("concurrency: {limit: §'${ 1 }'}")),
                Arguments.of("wrong-value", "`onLimit` ", limits("concurrency: {limit: 1, onLimit: §wait}")),
                Arguments.of("missing-property", "`per` is missing in `rateLimit`", limits("§rateLimit: {limit: 1}")),
                Arguments.of("wrong-value", "`per` must be a duration", limits("rateLimit: {limit: 1, per: §PT0S}")),
                Arguments.of(
                        "wrong-value", "`per` must be a duration", limits("rateLimit: {limit: 1, per: §'${ .p }'}")));
    }

    private static String schedule(String schedule) {
        return "schedule: {" + schedule + "}\ndo: [{a: {set: {}}}]";
    }

    private static String limits(String fields) {
        return "x-signalbox: {" + fields + "}\ndo: [{a: {set: {}}}]";
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void a_problem_is_told_at_its_place(String code, String message, String marked) {
        DefinitionsTest.assertTold(code, message, marked);
    }

    @Test
    void the_name_of_a_process_leaves_room_for_that_of_its_source() {
        String text = "document: {dsl: '1.0.3', namespace: n, name: " + "a".repeat(55) + ", version: '1'}\n"
                + "do: [{a: {set: {}}}]\n";

        assertThat(Definitions.parse(text)).isInstanceOf(Parsed.Valid.class);
        assertThat(Definitions.parse(text + "schedule: {every: PT1H}\n"))
                .isInstanceOfSatisfying(Parsed.Invalid.class, invalid -> assertThat(invalid.problems())
                        .extracting(Problem::message)
                        .containsExactly("the name of a process that is started at times has at most 54 characters"));
    }
}
