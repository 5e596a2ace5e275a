package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.T0;
import static dev.signalbox.rulebook.Forms.event;
import static dev.signalbox.rulebook.Forms.rules;
import static dev.signalbox.rulebook.Forms.starts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session out of which an event was taken, for which a rule failed, is as if the event had never come. */
final class UndoTest {

    private static final String POISON = """
            rule "poison" when Event( has("poison") ) then throw new IllegalStateException( "poison" ); end
            """;

    /* It would match again when what hindered it is taken away. */
    private static final String LONE = """
            rule "no payment yet"
            @retain( 1h )
            when
                $o : Event( type == "order.placed", $order : str("order") )
                not Event( type == "order.paid", str("order") == $order )
            then
                hub.start( "lone" ).key( $order ).with( "placed", $o.getId() );
            end
            """;

    private static final List<String> TYPES =
            List.of("payment.failed", "order.placed", "order.paid", "card.used", "card.used");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_decides_as_one_that_has_never_seen_the_event(int seed) {
        Rules rules = rules("all", Forms.EDGE + Forms.ABSENCE + Forms.SEQUENCE + LONE + POISON);
        Session undone = rules.session();
        Session without = rules.session();
        List<String> expected = new ArrayList<>();
        List<String> happened = new ArrayList<>();
        int faults = 0;

        for (Event event : stream(seed)) {
            tell(happened, undone.advance(event.getAt()));
            tell(expected, without.advance(event.getAt()));
            if (event.has("poison")) {
                assertThat(faultOf(undone, event).undone()).isTrue();
                faults++;
            } else {
                tell(happened, List.of(undone.on(event)));
                tell(expected, List.of(without.on(event)));
            }
            assertThat(undone.facts()).isEqualTo(without.facts());
        }
        tell(happened, undone.advance(T0 + 864_000_000L));
        tell(expected, without.advance(T0 + 864_000_000L));

        assertThat(happened).isEqualTo(expected).hasSizeGreaterThan(20);
        assertThat(faults).isGreaterThan(20);
        assertThat(undone.facts()).isZero();
    }

    private static List<Event> stream(int seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<Event> events = new ArrayList<>();
        double second = 0;
        for (int i = 0; i < 300; i++) {
            second += chance.nextDouble() * 40;
            String json = """
                    {"card":"c%1$d","order":"o%1$d","lat":%2$d%3$s}""".formatted(
                            chance.nextInt(4), chance.nextInt(60), chance.nextInt(5) == 0 ? ",\"poison\":true" : "");
            events.add(event(second, TYPES.get(chance.nextInt(TYPES.size())), "e" + i, json));
        }
        return events;
    }

    private static void tell(List<String> told, List<Decision> decisions) {
        decisions.stream()
                .filter(decision -> !decision.matched().isEmpty())
                .map(decision -> decision.second() + " " + decision.matched() + decision.intentions())
                .forEach(told::add);
    }

    private static RuleFault faultOf(Session session, Event event) {
        return catchThrowableOfType(RuleFault.class, () -> session.on(event));
    }

    @Test
    void a_rule_that_fails_is_named_though_others_fire_after_it() {
        Session session = rules("all", """
                rule "last" salience -1 when Event( has("poison") ) then hub.start( "x" ); end
                """ + POISON).session();
        session.advance(T0);

        RuleFault fault = faultOf(session, event(1, "any", "e1", "{\"poison\":true}"));

        assertThat(fault).hasMessage("rule \"all/poison\" failed: java.lang.IllegalStateException: poison");
        assertThat(fault.rule()).isEqualTo("all/poison");
        assertThat(fault.undone()).isTrue();
        assertThat(starts(List.of(session.on(event(2, "any", "e2", "{}"))))).isEmpty();
    }

    @Test
    void what_a_rule_has_inserted_is_not_taken_back() {
        Session session = rules("all", """
                declare Mark
                    @role( event ) @timestamp( at ) @expires( 1m )
                    at : long
                end
                rule "mark" salience 1 when $e : Event( has("poison") ) then insert( new Mark( $e.getTime() ) ); end
                """ + POISON).session();
        session.advance(T0);

        assertThat(faultOf(session, event(1, "any", "e1", "{\"poison\":true}")).undone())
                .isFalse();
    }

    @Test
    void what_has_left_a_window_of_a_number_does_not_come_back() {
        Session session = rules("all", """
                rule "last two" when accumulate( Event( type == "any" ) over window:length( 2 ); $n : count(1); $n == 9 ) then end
                """ + POISON).session();
        session.advance(T0);

        assertThat(faultOf(session, event(1, "any", "e1", "{\"poison\":true}")).undone())
                .isFalse();
    }
}
