package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.T0;
import static dev.signalbox.rulebook.Forms.event;
import static dev.signalbox.rulebook.Forms.feed;
import static dev.signalbox.rulebook.Forms.rules;
import static dev.signalbox.rulebook.Forms.starts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionTest {

    private static List<Event> failures(double... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> event(seconds[i], "payment.failed", "e" + i, "{\"card\":\"c1\"}"))
                .toList();
    }

    @Test
    void the_third_failure_within_five_minutes_fires_and_each_further_one() {
        Session session = rules("fraud", Forms.EDGE).session();

        List<Decision> decisions = feed(session, failures(0, 6, 12, 18, 24));
        List<Decision> later = session.advance(T0 + 3_600_000);

        assertThat(starts(decisions)).extracting(start -> given(start, "event")).containsExactly("e2", "e3", "e4");
        assertThat(starts(decisions))
                .extracting(start -> given(start, "failures"))
                .containsExactly(3L, 4L, 5L);
        assertThat(later).isEmpty();
        assertThat(session.facts()).isZero();
    }

    @Test
    void a_marker_lets_a_rule_fire_once_in_its_time() {
        Session session = rules("fraud", Forms.ONCE).session();

        List<Decision> decisions = feed(session, failures(0, 6, 12, 18, 24));
        List<Decision> later = session.advance(T0 + 3_600_000);

        assertThat(starts(decisions)).hasSize(1);
        assertThat(starts(later)).isEmpty();
        assertThat(session.facts()).isZero();
    }

    @Test
    void an_absence_fires_in_the_second_in_which_its_time_is_over() {
        Session session = rules("orders", Forms.ABSENCE).session();
        feed(session, List.of(event(60, "order.placed", "o1", "{\"order\":\"a\"}")));
        feed(session, List.of(event(61, "order.placed", "o2", "{\"order\":\"b\"}")));
        feed(session, List.of(event(90, "order.paid", "p2", "{\"order\":\"b\"}")));

        List<Decision> before = session.advance(T0 + (31 * 60 - 1) * 1000L);
        List<Decision> then = session.advance(T0 + 31 * 60 * 1000L + 1000);
        List<Decision> later = session.advance(T0 + 10 * 3_600_000L);

        assertThat(before).isEmpty();
        assertThat(starts(then)).extracting(Intention.Start::key).containsExactly("a");
        assertThat(then.get(0).second()).isEqualTo(T0 + 31 * 60 * 1000L);
        assertThat(later).isEmpty();
        assertThat(session.facts()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {60, 60.001, 60.25, 60.999})
    void an_absence_fires_whatever_the_fraction_of_the_second(double placed) {
        Session session = rules("orders", Forms.ABSENCE).session();
        session.advance(T0);
        feed(session, List.of(event(placed, "order.placed", "o1", "{\"order\":\"a\"}")));

        List<Decision> then = session.advance(T0 + 3_600_000);

        assertThat(starts(then)).extracting(Intention.Start::key).containsExactly("a");
        assertThat(session.facts()).isZero();
    }

    @Test
    void a_sequence_fires_for_each_earlier_partner_in_its_time() {
        Session session = rules("travel", Forms.SEQUENCE).session();

        List<Decision> decisions = feed(
                session,
                List.of(
                        event(0, "card.used", "berlin", "{\"card\":\"c\",\"lat\":52}"),
                        event(60, "card.used", "potsdam", "{\"card\":\"c\",\"lat\":52.4}"),
                        event(180, "card.used", "north", "{\"card\":\"c\",\"lat\":70}"),
                        event(900, "card.used", "pole", "{\"card\":\"c\",\"lat\":90}"),
                        event(901, "card.used", "nowhere", "{\"card\":\"c\"}")));

        assertThat(starts(decisions))
                .extracting(start -> given(start, "second"))
                .containsExactly("north");
        assertThat(decisions.stream().flatMap(decision -> decision.warnings().stream()))
                .hasSize(1);
    }

    @Test
    void an_escalation_goes_on_by_the_clock_alone_until_it_is_acknowledged() {
        Session session = rules("alarms", Forms.ESCALATION).session();
        List<Decision> raised =
                feed(session, List.of(event(60, "alarm.raised", "a", "{\"alarm\":\"x\",\"severity\":\"critical\"}")));

        List<Decision> levels = session.advance(T0 + 120 * 60_000);
        List<Decision> later = session.advance(T0 + 24 * 3_600_000L);

        assertThat(starts(raised)).hasSize(1);
        assertThat(starts(levels)).extracting(start -> given(start, "level")).containsExactly(2, 3);
        assertThat(levels).extracting(Decision::second).containsExactly(T0 + 16 * 60_000, T0 + 31 * 60_000);
        assertThat(later).isEmpty();
        assertThat(session.facts()).isZero();
    }

    @Test
    void an_absence_before_does_not_fire_when_the_past_is_forgotten() {
        Rules rules = rules("orders", """
                rule "paid without order"
                when
                    $p : Event( type == "order.paid", $order : str("order") )
                    not Event( type == "order.placed", str("order") == $order, this before[0s, 30m] $p )
                then
                    hub.start( "look" ).key( $order );
                end
                """);
        Session session = rules.session();

        List<Decision> decisions = feed(
                session,
                List.of(
                        event(0, "order.placed", "o", "{\"order\":\"a\"}"),
                        event(600, "order.paid", "p", "{\"order\":\"a\"}"),
                        event(601, "order.paid", "q", "{\"order\":\"b\"}")));
        List<Decision> later = session.advance(T0 + 24 * 3_600_000L);

        assertThat(starts(decisions)).extracting(Intention.Start::key).containsExactly("b");
        assertThat(starts(later)).isEmpty();
    }

    @Test
    void events_that_no_rule_names_or_joins_are_not_kept() {
        Rules rules = rules("shop", """
                rule "big"
                when
                    $e : Event( type == "order.placed", num("total") > 100 )
                then
                    hub.start( "ship" ).key( $e.num( "no" ) ).with( "total", $e.num( "total" ) );
                end
                """);
        Session session = rules.session();

        List<Decision> decisions = feed(
                session,
                List.of(
                        event(0, "order.placed", "a", "{\"total\":150,\"no\":7}"),
                        event(1, "order.placed", "b", "{\"total\":50}"),
                        event(2, "other", "c", "{}")));

        assertThat(starts(decisions)).extracting(Intention.Start::key).containsExactly("7");
        assertThat(decisions.get(0).matched()).containsExactly("shop/big");
        assertThat(session.facts()).isZero();
        assertThat(rules.window()).isEqualTo(Duration.ZERO);
        assertThat(rules.types()).hasValueSatisfying(types -> assertThat(types).containsExactly("order.placed"));
    }

    @Test
    void a_rule_that_fires_itself_is_a_fault_and_a_new_session_goes_on() {
        Rules rules = rules("loops", """
                declare Again
                    @role( event ) @timestamp( at ) @expires( 1m )
                    at : long
                end
                rule "first" when $e : Event( type == "go" ) then insert( new Again( $e.getTime() ) ); end
                rule "loop" when $a : Again() then insert( new Again( $a.getAt() + 1 ) ); end
                rule "deep" when Event( type == "deep" ) then hub.start( "x" ).key( down( 1 ) ); end
                rule "good" when Event( type == "good" ) then hub.start( "ship" ); end
                function int down( int n ) { return down( n + 1 ) + 1; }
                """);
        Session session = rules.session();
        session.advance(T0);

        assertThatThrownBy(() -> session.on(event(0, "go", "1", "{}")))
                .isInstanceOfSatisfying(
                        RuleFault.class, fault -> assertThat(fault.rule()).isEqualTo("loops/loop"))
                .hasMessageContaining("does not come to an end");
        assertThatThrownBy(() -> session.on(event(1, "good", "2", "{}"))).isInstanceOf(IllegalStateException.class);
        Session next = rules.session();
        next.advance(T0);
        assertThatThrownBy(() -> next.on(event(0, "deep", "3", "{}")))
                .isInstanceOfSatisfying(
                        RuleFault.class, fault -> assertThat(fault.rule()).isEqualTo("loops/deep"))
                .hasRootCauseInstanceOf(StackOverflowError.class);
        Session third = rules.session();
        third.advance(T0);
        assertThat(third.on(event(1, "good", "2", "{}")).matched()).containsExactly("loops/good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"num(\"n\") >= 3", "num(\"n\") > 3", "num(\"n\") <= 3", "num(\"n\") < 3", "3 <= num(\"n\")"})
    void no_comparison_holds_for_a_number_that_is_missing(String comparison) {
        var rules = rules(
                "shop", "rule \"r\" when Event( type == \"x\", " + comparison + " ) then hub.alert( \"x\" ); end\n");
        try (Session session = rules.session()) {
            assertThat(feed(session, List.of(event(0, "x", "e", "{}"))))
                    .allSatisfy(decision -> assertThat(decision.matched()).isEmpty());
        }
    }

    /** The clock goes by whole seconds, and the engine would wait for it. */
    @Test
    void what_looks_back_for_nothing_decides_with_the_event_and_not_a_second_later() {
        Rules rules = Forms.rules("shop", """
                rule "first of a customer" when
                    $e : Event( type == "order", $k : key )
                    not Event( type == "order", id != $e.getId(), key == $k, this before[0s, 1m] $e )
                then
                    hub.start( "greet" ).key( $k );
                end
                """);
        try (Session session = rules.session()) {
            List<Decision> decisions = Forms.feed(
                    session,
                    List.of(
                            Forms.event(0.7, "order", "e1", "{\"card\": \"a\"}"),
                            Forms.event(0.8, "order", "e2", "{\"card\": \"b\"}"),
                            Forms.event(1.9, "order", "e3", "{\"card\": \"a\"}"),
                            Forms.event(62.2, "order", "e4", "{\"card\": \"a\"}")));

            assertThat(decisions).extracting(Decision::second).containsOnly(0L);
            assertThat(decisions)
                    .extracting(decision -> decision.matched().size())
                    .containsExactly(1, 1, 0, 1);
        }
    }

    private static Object given(Intention.Start start, String name) {
        return ((Map<?, ?>) start.input()).get(name);
    }
}
