package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.Event;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import dev.signalbox.rulebook.Diagnostic.Spot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Schemas as files of packs: their mistakes, their owners, and what they tell of rules. */
final class SchemaPacksTest {

    private static final PackCheck CHECK = new PackCheck(new PackCheck.Setup(
            (name, yaml) -> List.of(),
            (name, yaml) -> List.of(),
            new Cases(new CaseWorld(path -> Payload.EMPTY, example -> Payload.EMPTY, delivery -> null, 1, key -> 0)),
            Duration.ofDays(7)));

    private static final String ORDER = """
            {"type": "object", "properties": {
              "total": {"type": "number"}, "customer": {"$ref": "#/$defs/who"}, "items": {"items": {"properties": {"sku": {"type": "string"}}}}},
             "$defs": {"who": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": false}}}""";

    private static Pack pack(String name, String rules, Map<String, String> schemas) {
        return new Pack(name, Forms.pack(name, rules), Map.of(), null, Map.of(), Map.of(), schemas);
    }

    private static List<String> told(String condition) {
        String rule =
                "rule \"r\" when Event( type == \"order.placed\", " + condition + " ) then hub.alert( \"x\" ); end\n";
        return CHECK.texts(pack("shop", rule, Map.of("order.placed", ORDER)), List.of()).stream()
                .map(each -> each.code() + ' ' + each.fix())
                .toList();
    }

    @Test
    void a_mistake_is_told_in_its_file_at_its_line_and_column() {
        Pack pack = pack("shop", "", Map.of("order.placed", "{\n  \"type\": \"objct\"\n}"));

        assertThat(CHECK.texts(pack, List.of())).singleElement().satisfies(found -> {
            assertThat(found.file()).isEqualTo("schemas/order.placed.schema.json");
            assertThat(new Spot(found.line(), found.column(), found.length())).isEqualTo(new Spot(2, 11, 7));
            assertThat(found.isError()).isTrue();
            assertThat(found.fix()).isEqualTo("\"object\"");
        });
        assertThat(CHECK.hindrances(pack)).hasSize(1);
    }

    @Test
    void a_type_has_one_schema_and_the_hubs_own_types_have_none() {
        Pack first = pack("shop", "", Map.of("order.placed", ORDER));
        Pack second = pack("store", "", Map.of("order.placed", ORDER));

        assertThat(CHECK.texts(second, List.of(first))).singleElement().satisfies(found -> assertThat(found.message())
                .contains("store")
                .contains("shop"));
        assertThat(CHECK.texts(first, List.of(first))).isEmpty();
        assertThat(CHECK.texts(pack("shop", "", Map.of("signalbox.tick", "{}")), List.of()))
                .extracting(Diagnostic::code)
                .containsExactly("schema-own");
    }

    @Test
    void fields_of_a_schema_are_known_before_the_first_event_came() {
        assertThat(told("num(\"total\") > 1, str(\"customer.id\") != null, str(\"items.3.sku\") == \"a\""))
                .isEmpty();
        assertThat(told("num(\"totl\") > 1")).containsExactly("path-not-in-schema \"total\"");
        assertThat(told("num(\"something.else\") > 1")).isEmpty();
        assertThat(told("str(\"customer.postcode\") == \"1\"")).containsExactly("path-not-in-schema null");
        assertThat(told("str(\"total\") == \"1\"")).containsExactly("path-kind num");
    }

    /** An older version has decided it: the session of this one must be the same whenever it is rebuilt. */
    @Test
    void a_replay_passes_over_what_breaks_a_schema() {
        String rule =
                "rule \"r\" when Event( type == \"order.placed\" ) Event( type == \"other\", this after[0s, 1h] ) then end\n";
        String remembers = rule.replace("Event( type == \"order.placed\" )", "$e : Event( type == \"order.placed\" )")
                .replace("after[0s, 1h] )", "after[0s, 1h] $e )");
        try (Session session = CHECK.rules(1, List.of(pack("shop", remembers, Map.of("order.placed", ORDER))))
                .session()) {
            session.advance(1_000);
            session.mute(true);
            session.see(event("{\"total\": \"many\"}"));
            assertThat(session.on(event("{\"total\": \"many\"}")).matched()).isEmpty();
            assertThat(session.facts()).isZero();

            session.see(event("{\"total\": 1}"));
            assertThat(session.facts()).isEqualTo(1);
            session.mute(false);
            assertThatThrownBy(() -> session.on(event("{\"total\": \"many\"}")))
                    .isInstanceOfSatisfying(RuleFault.class, fault -> {
                        assertThat(fault.undone()).isTrue();
                        assertThat(fault.breach()).isFalse();
                        assertThat(fault.told())
                                .isEqualTo(fault.getMessage())
                                .startsWith("schema: ")
                                .doesNotContain("many");
                    });
            assertThat(session.on(event("{\"total\": 2}")).rulebook()).isEqualTo(1);
        }
    }

    private static Event event(String data) {
        Payload payload = Payload.of(data.getBytes(StandardCharsets.UTF_8));
        return new Event(
                new Envelope(new EventId("shop", "", "e"), "order.placed", null, null, "application/json", payload),
                "k",
                1_000);
    }

    @Test
    void a_case_may_expect_what_comes_to_quarantine_and_tells_what_it_did_not_expect() {
        String rule = "rule \"r\" when Event( type == \"order.placed\" ) then hub.alert( \"x\" ); end\n";
        String given = "given: [{type: order.placed, data: {total: many}}, {type: order.placed, data: {total: 1}}]\n";
        Map<String, String> cases = Map.of(
                "a.case.yaml", given + "expect: {quarantined: [given-1], alerts: [x]}",
                "b.case.yaml", given + "expect: {alerts: [x]}",
                "c.case.yaml", given + "expect: {quarantined: [given-1, given-2]}");
        Pack pack = new Pack(
                "shop", Forms.pack("shop", rule), Map.of(), null, cases, Map.of(), Map.of("order.placed", ORDER));

        List<CaseResult> results = CHECK.cases(pack);

        assertThat(results.get(0).differences()).isEmpty();
        assertThat(results.get(1).differences())
                .singleElement()
                .asString()
                .startsWith("schema: ")
                .contains("/total: a number is wanted, not a text");
        assertThat(results.get(2).differences())
                .containsExactly("the event given-2 was to come to quarantine, and did not");
    }
}
