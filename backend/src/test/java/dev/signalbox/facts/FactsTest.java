package dev.signalbox.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactsTest {

    private final Facts facts = new Facts();
    private long at = 1_000;

    private void learn(String type, String json) {
        learn(type, json, json);
    }

    private void learn(String type, String json, String shown) {
        Envelope envelope =
                new Envelope(new EventId("shop", "", "e"), type, null, null, "application/json", payload(json));
        facts.learn(new Entry(0, 1, at++, new Offer(Kind.EVENT, envelope, "k", null, 0, 0, 0)), tree(shown));
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode tree(String json) {
        return payload(json).json();
    }

    private List<String> paths(String type) {
        return facts.type(type).orElseThrow().paths().stream()
                .map(path -> path.path() + ' ' + path.kinds() + ' ' + path.seen() + ' ' + path.example())
                .toList();
    }

    @Test
    void paths_are_learnt_as_accessors_take_them_and_arrays_are_merged() {
        learn("t", "{\"total\": 1, \"items\": [{\"sku\": \"A\"}, {\"sku\": \"B\", \"qty\": 2}], \"a.b\": 1}");
        learn("t", "{\"total\": \"two\", \"items\": []}");

        assertThat(paths("t"))
                .containsExactly(
                        "items [array] 2 null",
                        "items.0 [object] 1 null",
                        "items.0.qty [number] 1 2",
                        "items.0.sku [text] 1 B",
                        "total [number, text] 2 two");
    }

    @Test
    void what_all_values_have_in_common_is_learnt_until_one_has_not() {
        learn("t", "{\"n\": 1, \"at\": \"2026-01-01T00:00:00Z\", \"mixed\": 1, \"list\": [1, \"a\"]}");
        learn("t", "{\"n\": 2.0, \"at\": \"2026-01-02T00:00:00+02:00\", \"mixed\": \"a\"}");
        assertThat(forms("t")).containsExactly("at date-time", "list null", "list.0 null", "mixed null", "n integer");
        assertThat(facts.type("t").orElseThrow().paths().get(2).kinds()).containsExactly("number", "text");

        learn("t", "{\"n\": 1.5, \"at\": \"soon\"}");
        assertThat(forms("t")).containsExactly("at null", "list null", "list.0 null", "mixed null", "n null");
        assertThat(facts.type("t").orElseThrow().since()).isEqualTo(1_000);
    }

    private List<String> forms(String type) {
        return facts.type(type).orElseThrow().paths().stream()
                .map(path -> path.path() + ' ' + path.form())
                .toList();
    }

    @Test
    void below_what_is_hidden_nothing_is_learnt() {
        learn("t", "{\"who\": {\"ann@example.com\": 1}, \"total\": 5}", "{\"who\": \"[redacted]\", \"total\": 5}");

        assertThat(paths("t")).containsExactly("total [number] 1 5", "who [object] 1 null");
        assertThat(facts.type("t").orElseThrow().paths().get(1).hidden()).isTrue();
    }

    @Test
    void examples_are_forgotten_when_their_source_hides_something_else() {
        learn("t", "{\"card\": \"4711\"}");

        facts.hide(Map.of("other", List.of("/x")));
        assertThat(paths("t")).containsExactly("card [text] 1 4711");

        facts.hide(Map.of("shop", List.of("/card")));
        assertThat(paths("t")).containsExactly("card [text] 1 null");
    }

    @Test
    void memory_is_bounded_in_every_direction() {
        for (int i = 0; i < Facts.MOST_TYPES + 7; i++) {
            learn("type." + i, "{}");
        }
        StringBuilder wide = new StringBuilder("{\"x\": 0");
        for (int i = 0; i < Learnt.MOST_PATHS + 7; i++) {
            wide.append(", \"f").append(i).append("\": 1");
        }
        learn("wide", wide.append('}').toString());
        learn("deep", "{\"a\":".repeat(12) + "1" + "}".repeat(12));
        learn("long", "{\"text\": \"" + "x".repeat(10_000) + "\"}");

        assertThat(facts.types()).hasSize(Facts.MOST_TYPES);
        assertThat(facts.type("type.0")).isEmpty();
        FactType kept = facts.type("wide").orElseThrow();
        assertThat(kept.paths()).hasSize(Learnt.MOST_PATHS);
        assertThat(kept.whole()).isFalse();
        assertThat(facts.type("deep").orElseThrow().paths()).hasSize(Learnt.DEEPEST);
        assertThat(facts.type("deep").orElseThrow().whole()).isFalse();
        assertThat(paths("long").get(0)).hasSizeLessThan(100);
    }
}
