package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that say themselves when they begin: the hub writes the source and the rules that a person would have written. */
final class ScheduledTest {

    private static final String OWN = "package rules.ward\n\n" + Forms.HEAD + """
            rule "own"
            when
              $e : Event( type == "other" )
            then
              hub.alert( "seen" );
            end
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "one: {with: {type: low}} ; {\"n\":1} ; true",
                "one: {with: {type: high}} ; {\"n\":1} ; false",
                "one: {with: {type: low, source: test}} ; {} ; true",
                "one: {with: {type: low, source: other}} ; {} ; false",
                "one: {with: {type: low, id: e1}} ; {} ; true",
                "one: {with: {type: low, data: {n: 1}}} ; {\"n\":1} ; true",
                "one: {with: {type: low, data: {n: 1}}} ; {\"n\":1,\"m\":2} ; false",
                "one: {with: {type: low, data: '${ .n > 100 and (.name | test(\"^a\"))}'}} ; {\"n\":101,\"name\":\"ab\"} ; true",
                "one: {with: {type: low, data: '${ .n > 100 and (.name | test(\"^a\"))}'}} ; {\"n\":101,\"name\":\"b\"} ; false",
                "one: {with: {type: low, data: '${ .n > 100 and (.name | test(\"^a\"))}'}} ; {\"n\":101,\"name\":7} ; false",
                "one: {with: {type: low, source: '${ startswith(\"te\") }'}} ; {} ; true",
                "any: [{with: {type: high}}, {with: {type: low}}] ; {} ; true",
                "any: [{with: {type: high}}, {with: {type: higher}}] ; {} ; false",
                "any: [{with: {type: low, data: '${ .n == 1 }'}}, {with: {type: low, id: e2}}] ; {\"n\":1} ; true",
                "any: [{with: {type: low, data: '${ .n == 1 }'}}, {with: {type: low, id: e2}}] ; {\"n\":2} ; false",
                "any: [{with: {type: low, data: '${ .n == 1 }'}}, {with: {type: low, id: e1}}] ; {\"n\":1} ; true",
            })
    void an_event_that_is_what_the_filter_says_starts_it_once(String on, String data, boolean starts) {
        Decision decision = decide(OWN, process("on: {" + on + "}"), data);

        assertThat(decision.matched()).isEqualTo(starts ? List.of("ward/events that start nurse") : List.of());
        assertThat(decision.intentions()).hasSize(starts ? 1 : 0);
    }

    @Test
    void its_input_is_the_list_of_the_event() {
        Decision decision = decide(OWN, process("on: {one: {with: {type: low}}}"), "{\"patient\":{\"id\":\"p1\"}}");

        Intention.Start start = (Intention.Start) decision.intentions().get(0);
        JsonNode input = Payload.STRICT.valueToTree(start.input());
        assertThat(start.definition()).isEqualTo("nurse");
        assertThat(start.key()).isNull();
        assertThat(input.isArray()).isTrue();
        assertThat(input.at("/0/data/patient/id").asText()).isEqualTo("p1");
        assertThat(input.at("/0/type").asText()).isEqualTo("low");
        assertThat(input.at("/0/id").asText()).isEqualTo("e1");
    }

    @Test
    void a_pack_without_rules_of_its_own_needs_none() {
        assertThat(decide("", process("on: {one: {with: {type: low}}}"), "{}").matched())
                .containsExactly("ward/events that start nurse");
        assertThat(decide("package rules.ward\n", process("on: {one: {with: {type: low}}}"), "{}")
                        .matched())
                .containsExactly("ward/events that start nurse");
    }

    @Test
    void times_are_a_source_whose_ticks_start_it() {
        Scheduled scheduled = Scheduled.of(pack(
                OWN, process("cron: '0 3 * * *'") + "x-signalbox: {schedule: {zone: Europe/Berlin, catchUp: skip}}\n"));

        assertThat(scheduled.sources()).containsOnlyKeys("nurse.schedule");
        assertThat(scheduled.sources().get("nurse.schedule"))
                .isEqualTo(Payload.STRICT.valueToTree(Map.of(
                        "kind",
                        "schedule",
                        "cron",
                        "0 3 * * *",
                        "zone",
                        "Europe/Berlin",
                        "catchUp",
                        "skip",
                        "type",
                        "nurse.tick",
                        "subject",
                        "nurse")));
        assertThat(scheduled.rules()).extracting(Scheduled.Rule::name).containsExactly("schedule of nurse");
        assertThat(scheduled.rules().get(0).text())
                .contains("type == \"nurse.tick\", source == \"nurse.schedule\"")
                .contains("hub.start( \"nurse\" ).withData( $e );");
        assertThat(Scheduled.of(pack(OWN, process("every: {minutes: 15}"))).sources())
                .hasValueSatisfying(new org.assertj.core.api.Condition<>(
                        source -> source.path("every").asText().equals("PT15M"), "every 15 minutes"));
    }

    @Test
    void what_has_no_schedule_is_as_it_was() {
        Pack pack = pack(OWN, process("every: PT1H").replace("schedule:", "timeout: {after: PT1H}\n#"));

        assertThat(Scheduled.of(pack).drl()).isEqualTo(OWN);
        assertThat(Scheduled.of(pack).sources()).isEmpty();
    }

    @Test
    void what_is_wrong_with_a_rule_that_the_hub_wrote_is_told_at_the_schedule() {
        String own = OWN
                + "\nrule \"events that start nurse\"\nwhen\n  Event( type == \"x\" )\nthen\n  hub.alert( \"x\" );\nend\n";

        List<Diagnostic> found =
                PacksFixture.CHECK.texts(pack(own, process("on: {one: {with: {type: low}}}")), List.of());

        assertThat(found).filteredOn(Diagnostic::isError).singleElement().satisfies(each -> {
            assertThat(each.code()).isEqualTo("duplicate-rule");
            assertThat(each.file()).isEqualTo("nurse.process.yaml");
            assertThat(each.line()).isEqualTo(2);
        });
    }

    @Test
    void what_is_wrong_with_the_own_rules_is_told_where_it_was() {
        List<Diagnostic> found = PacksFixture.CHECK.texts(
                pack(OWN.replace("hub.alert", "hub.alarm"), process("every: PT1H")), List.of());

        assertThat(found).filteredOn(Diagnostic::isError).singleElement().satisfies(each -> {
            assertThat(each.file()).isEqualTo("rules.drl");
            assertThat(each.line()).isEqualTo(11);
        });
    }

    private static Decision decide(String own, String yaml, String data) {
        Rules rules = PacksFixture.CHECK.rules(1, List.of(pack(own, yaml)));
        try (Session session = rules.session()) {
            return Forms.feed(session, List.of(Forms.event(0, "low", "e1", data)))
                    .get(0);
        }
    }

    private static Pack pack(String own, String yaml) {
        return new Pack("ward", own, Map.of("nurse", yaml), null, Map.of());
    }

    private static String process(String schedule) {
        return "document: {dsl: '1.0.3', namespace: ward, name: nurse, version: '1.0.0'}\nschedule: {" + schedule
                + "}\ndo: [{call: {set: {}}}]\n";
    }
}
