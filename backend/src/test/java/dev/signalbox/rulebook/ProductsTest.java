package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine joins by itself counts as what rules do: products of facts are cut before they fill the memory. */
final class ProductsTest {

    private static final int EVENTS = 20_000;

    /** Shows events of so many cards to a session, a millisecond apart. */
    private static void remember(Session session, int cards) {
        for (int i = 0; i < EVENTS; i++) {
            Event event = Forms.event(i / 1000.0, "a", "e" + i, "{\"card\": \"c" + i % cards + "\"}");
            var unusedNothing = session.advance(event.getAt());
            session.see(event);
        }
    }

    private static Event trigger() {
        return Forms.event(EVENTS / 1000.0, "x", "last", "{\"card\": \"c0\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Event( type == \"x\" ) Event( type == \"a\" ) Event( type == \"a\" ) Event( type == \"z\" )",
                "$x : Event( type == \"x\" ) Event( type == \"a\", this before[0s, 5m] $x ) "
                        + "Event( type == \"a\", this before[0s, 5m] $x ) Event( type == \"z\" )",
                "$x : Event( type == \"x\" ) $a : Event( type == \"a\", this before[0s, 5m] $x ) "
                        + "Event( type == \"a\", this after[1m, 5m] $a )",
                "Event( type == \"x\", $c : str(\"card\") ) Event( type == \"a\", str(\"card\") == $c ) "
                        + "Event( type == \"a\", str(\"card\") == $c ) Event( type == \"z\", str(\"card\") == $c )",
                "Event( type == \"x\", $k : key ) Event( type == \"a\", key == $k ) "
                        + "Event( type == \"a\", key == $k ) Event( type == \"z\", key == $k )",
                "$x : Event( type == \"x\" ) "
                        + "accumulate( Event( type == \"a\" ) and Event( type == \"a\" ) and Event( type == \"z\" ); $n : count(1); $n > 3 )",
                "$x : Event( type == \"x\" ) not( Event( type == \"a\" ) and Event( type == \"a\" ) and Event( type == \"z\" ) )",
            })
    void a_product_is_cut_and_its_rule_is_named(String condition) {
        Rules rules = Forms.rules(
                "shop",
                "rule \"all\" when " + condition + " then hub.alert( \"x\" ); end\n" + "rule \"good\" when"
                        + " Event( type == \"y\" ) then hub.alert( \"y\" ); end\n");
        try (Session session = rules.session()) {
            remember(session, 1);

            assertThatThrownBy(() -> session.on(trigger())).isInstanceOfSatisfying(RuleFault.class, fault -> {
                assertThat(fault.breach()).as(fault.getMessage()).isTrue();
                assertThat(fault.rule()).isEqualTo("shop/all");
                assertThat(fault).hasMessageContaining("rule \"shop/all\" was stopped");
            });
        }
    }

    /** What is joined by an index costs by what is found, not by what is kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$k : key ) Event( type == \"a\", key == $k",
                "$k : str(\"card\") ) Event( type == \"a\", str(\"card\") == $k",
                "$k : key ) Event( type == \"a\", str( \"card\" ) == $k",
                "has( \"card\" ) ) Event( type == \"a\", str(\"card\") == $x.str(\"card\")",
            })
    void a_join_by_the_key_or_a_text_looks_only_at_what_is_equal(String join) {
        Rules rules = Forms.rules(
                "shop",
                "rule \"pair\" when $x : Event( type == \"x\", " + join
                        + ", this before[0s, 5m] $x ) then hub.start( \"pair\" ); end\n");
        try (Session session = rules.session()) {
            remember(session, EVENTS);

            assertThat(session.on(trigger()).intentions()).hasSize(1);
            assertThat(session.steps()).isLessThan(100);
        }
    }

    @Test
    void what_has_no_such_text_is_joined_with_what_has_none_as_before() {
        Rules rules = Forms.rules("shop", """
                rule "pair" when
                    $x : Event( type == "x", $k : str( "none" ) )
                    Event( type == "a", str( "none" ) == $k, this before[0s, 5m] $x )
                then
                    hub.start( "pair" ).key( "all" );
                end
                rule "other" when
                    $x : Event( type == "x", $k : str( "card" ) )
                    Event( type == "a", str( "none" ) == $k, this before[0s, 5m] $x )
                then
                    hub.start( "other" ).key( "all" );
                end
                """);
        try (Session session = rules.session()) {
            var first = Forms.event(0, "a", "e1", "{\"card\": \"c0\"}");
            var unusedNothing = session.advance(first.getAt());
            session.see(first);

            assertThat(session.on(Forms.event(0.5, "x", "e2", "{\"card\": \"c0\"}"))
                            .matched())
                    .containsExactly("shop/pair");
        }
    }
}
