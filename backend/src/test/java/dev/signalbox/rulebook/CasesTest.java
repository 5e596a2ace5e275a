package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

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
    void an_unknown_word_is_told_with_the_nearest_one() {
        assertThat(differences(Forms.EDGE, "given: [{subjct: x}]\nexpect: {nothing: true}"))
                .containsExactly("an event has no \"subjct\" - did you mean subject?");
    }
}
