package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CasesTest {

    private static final CaseWorld WORLD = new CaseWorld(
            path -> Payload.of("{\"card\":\"from-file\"}".getBytes(StandardCharsets.UTF_8)),
            example -> Payload.of("{\"order\":\"o\"}".getBytes(StandardCharsets.UTF_8)),
            delivery -> new CaseWorld.Mapped(
                    new Envelope(
                            new EventId(delivery.source(), "", "d"),
                            String.valueOf(delivery.headers().get("X-Event")),
                            null,
                            null,
                            "application/json",
                            delivery.body()),
                    "k"),
            4,
            key -> Math.floorMod(key.hashCode(), 4));

    private static List<String> differences(String rules, String yaml) {
        return new Cases(WORLD)
                .run(Forms.rules("demo", rules), Map.of("a.case.yaml", yaml))
                .get(0)
                .differences();
    }

    private static final String THREE = """
            name: three failures
            given:
              - {type: payment.failed, subject: c, data: {card: c}}
              - {type: payment.failed, subject: c, data: {card: c}, after: 90s}
              - {type: payment.failed, subject: c, data: {card: c}, after: 90s}
            expect:
              matched: [demo/card testing]
            """;

    @Test
    void a_case_passes_when_all_it_expects_came() {
        assertThat(differences(
                        Forms.EDGE, THREE + "  starts: [{definition: hold-card, key: c, with: {failures: 3.0}}]\n"))
                .isEmpty();
    }

    @Test
    void numbers_inside_the_input_are_equal_by_their_value_too() {
        String rule = """
                rule "whole"
                when
                    $e : Event( type == "order.placed" )
                then
                    hub.start( "ship" ).withData( $e );
                end
                """;
        String yaml = """
                given: [{type: order.placed, data: {total: 42.50, items: [{price: 1}]}}]
                expect:
                  starts: [{definition: ship, with: {data: {total: 42.5, items: [{price: 1.0}]}}}]
                """;

        assertThat(differences(rule, yaml)).isEmpty();
        assertThat(differences(rule, yaml.replace("price: 1.0", "price: 1.1"))).hasSize(2);
    }

    @Test
    void a_difference_says_what_was_expected_and_what_came() {
        List<String> differences = differences(
                Forms.EDGE, THREE + "  starts: [{definition: hold-card, key: d}]\n  notMatched: [demo/card testing]\n");

        assertThat(differences).hasSize(3);
        assertThat(differences.get(0)).contains("was not to match");
        assertThat(differences.get(1))
                .contains("expected a start of hold-card with key d", "started were: hold-card with key c");
    }

    @Test
    void a_time_that_cannot_be_counted_with_is_a_difference_and_no_fault_of_the_hub() {
        String far =
                THREE.replaceFirst("after: 90s", "after: 99999999999999999999d") + "advance: 99999999999999999999d\n";
        String late = THREE.replaceFirst("after: 90s", "time: \"+999999999-01-01T00:00:00Z\"");

        assertThat(differences(Forms.EDGE, far)).singleElement().asString().contains("more than a hundred years");
        assertThat(differences(Forms.EDGE, late)).singleElement().asString().contains("is too far away");
    }

    @Test
    void events_of_different_partitions_do_not_meet() {
        String apart = THREE.replaceFirst("subject: c", "subject: other");

        assertThat(differences(Forms.EDGE, apart)).singleElement().asString().contains("was to match and did not");
    }

    @Test
    void the_clock_runs_on_and_deliveries_are_mapped() {
        String yaml = """
                given:
                  - delivery: {source: shop, headers: {X-Event: order.placed}, example: order/0}
                advance: 31m
                expect:
                  starts: [{definition: remind, key: o}]
                """;

        assertThat(differences(Forms.ABSENCE, yaml)).isEmpty();
        assertThat(differences(Forms.ABSENCE, yaml.replace("31m", "29m"))).hasSize(1);
    }

    @Test
    void a_case_may_be_about_some_rules_of_a_pack() {
        String both = Forms.EDGE + Forms.EDGE.replace("card testing", "other").replace("hold-card", "tell");
        String about = THREE + "  starts: [{definition: hold-card}]\n";

        assertThat(differences(both, about)).singleElement().asString().contains("did not expect a start of tell");
        assertThat(differences(both, "rules: [demo/card testing]\n" + about)).isEmpty();
        assertThat(differences(both, "rules: [demo/crad testing]\n" + about))
                .singleElement()
                .asString()
                .contains("there is no rule \"demo/crad testing\"");
    }

    @Test
    void alerts_are_told_apart_by_their_text() {
        String rules = "rule \"hot\" when $e : Event( type == \"t\" ) then hub.alert( \"hot \" + $e.getId() ); end\n";
        String yaml = "given: [{type: t, id: a}, {type: t, id: b}]\nexpect: {alerts: [hot b, hot a]}";

        assertThat(differences(rules, yaml)).isEmpty();
        assertThat(differences(rules, yaml.replace("hot b, ", "")))
                .containsExactly("did not expect the alert \"hot b\"");
        assertThat(differences(rules, yaml.replace("hot b", "hot c"))).hasSize(2);
    }

    @Test
    void what_cannot_be_read_is_told_at_its_place() {
        String yaml = """
                name: wrong
                given:
                  - {type: a}
                  - type: a
                    time: yesterday
                expect: {nothing: true}
                """;

        assertThat(Cases.read(Map.of("a.case.yaml", yaml, "b.case.yaml", "given: [\n", "c.case.yaml", THREE)))
                .extracting(Diagnostic::file, Diagnostic::line, Diagnostic::column)
                .containsExactly(tuple("cases/a.case.yaml", 5, 5), tuple("cases/b.case.yaml", 2, 1));
    }

    @Test
    void a_result_says_where_its_expectation_stands() {
        CaseResult result = new Cases(WORLD)
                .run(Forms.rules("demo", Forms.EDGE), Map.of("a.case.yaml", THREE + "  nothing: true\n"))
                .get(0);

        assertThat(result.passed()).isFalse();
        assertThat(result.name()).isEqualTo("three failures");
        assertThat(result.line()).isEqualTo(6);
    }

    @Test
    void an_unknown_word_is_told_with_the_nearest_one() {
        assertThat(differences(Forms.EDGE, "given: [{subjct: x}]\nexpect: {nothing: true}"))
                .containsExactly("an event has no \"subjct\" - did you mean subject?");
    }
}
