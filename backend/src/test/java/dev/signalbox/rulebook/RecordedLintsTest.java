package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordedLintsTest {

    private long seen = 20;

    private final Recorded recorded = new Recorded() {
        @Override
        public Set<String> types() {
            return Set.of("order.placed");
        }

        @Override
        public long looked() {
            return seen;
        }

        @Override
        public Optional<Look> of(String type) {
            return type.equals("order.placed")
                    ? Optional.of(new Look(
                            seen,
                            true,
                            Map.of(
                                    "total",
                                    List.of("number"),
                                    "card",
                                    List.of("text"),
                                    "items",
                                    List.of("array"),
                                    "items.0.sku",
                                    List.of("text"),
                                    "customer",
                                    List.of("object")),
                            Set.of("customer"),
                            List.of("shop")))
                    : Optional.empty();
        }

        @Override
        public Optional<String> partitionBy(String source) {
            return Optional.of("/order");
        }
    };

    private List<Diagnostic> found(String rules) {
        Pack pack = new Pack("demo", Forms.pack("demo", rules), Map.of(), null, Map.of());
        PackCheck check = new PackCheck(new PackCheck.Setup(
                (name, yaml) -> List.of(),
                (name, yaml) -> List.of(),
                new Cases(
                        new CaseWorld(path -> Payload.EMPTY, example -> Payload.EMPTY, delivery -> null, 1, key -> 0)),
                Duration.ofDays(7),
                recorded));
        return check.texts(pack, List.of());
    }

    @Test
    void a_path_that_never_came_is_warned_of_with_the_one_that_was_meant() {
        List<Diagnostic> found =
                found("rule \"a\" when Event( type == \"order.placed\", num(\"totl\") > 3 ) then end\n");

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.severity()).isEqualTo("warning");
            assertThat(one.code()).isEqualTo("path-not-seen");
            assertThat(List.of(one.line(), one.column(), one.length())).containsExactly(7, 50, 6);
            assertThat(one.fix()).isEqualTo("\"total\"");
        });
    }

    @Test
    void few_events_tell_nothing() {
        seen = 19;

        assertThat(found("rule \"a\" when Event( type == \"order.placed\", num(\"totl\") > 3 ) then end\n"))
                .isEmpty();
    }

    @Test
    void what_may_be_there_is_not_warned_of() {
        assertThat(found("""
                rule "any position" when Event( type == "order.placed", str("items.3.sku") == "A" ) then end
                rule "below what is hidden" when Event( type == "order.placed", has("customer.email") ) then end
                rule "emitted here" when Event( type == "order.checked", has("x") ) then hub.emit( "order.checked" ); end
                """)).isEmpty();
    }

    @Test
    void an_accessor_of_another_kind_is_warned_of() {
        List<Diagnostic> found =
                found("rule \"a\" when Event( type == \"order.placed\", num(\"card\") > 3 ) then end\n");

        assertThat(found).extracting(one -> one.code() + ' ' + one.fix()).containsExactly("path-kind str");
        assertThat(found("rule \"b\" when Event( type == \"order.placed\", begins(\"total\", \"3\") ) then end\n"))
                .extracting(one -> one.code() + ' ' + one.fix())
                .containsExactly("path-kind num");
    }

    @Test
    void a_type_that_never_came_is_misspelt_when_another_is_nearly_the_same() {
        List<Diagnostic> found = found("""
                rule "a" when Event( type == "order.placd" ) then end
                rule "b" when Event( type == "parcel.lost" ) then end
                """);

        assertThat(found)
                .extracting(one -> one.severity() + ' ' + one.code() + ' ' + one.fix())
                .containsExactly("warning type-not-seen \"order.placed\"");
    }

    @Test
    void a_join_over_a_path_that_the_source_is_not_partitioned_by_sees_a_part() {
        String join = """
                rule "join" when
                  $a : Event( type == "order.placed", $card : str("card"), $key : key )
                  Event( type == "order.placed", %s str("card") == $card, this after[0s, 5m] $a )
                then end
                """;

        assertThat(found(join.formatted("")))
                .extracting(one -> one.line() + " " + one.code())
                .containsExactly("9 sees-part");
        assertThat(found(join.formatted("key == $key,"))).isEmpty();
    }
}
