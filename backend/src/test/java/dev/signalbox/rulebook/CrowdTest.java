package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.T0;
import static dev.signalbox.rulebook.Forms.event;
import static dev.signalbox.rulebook.Forms.feed;
import static dev.signalbox.rulebook.Forms.starts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Limits;
import dev.signalbox.flow.match.Remembered;
import dev.signalbox.flow.match.RuleFault;
import dev.signalbox.flow.match.Session;
import dev.signalbox.sandbox.Budget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules remember only so many of a type: of events the first leaves early, of what they insert one more is a breach. */
final class CrowdTest {

    private static final Limits FEW = new Limits(Budget.EVENT, 3, 3);

    private static final String MARKED = """
            declare Marked
                @role( event ) @timestamp( at ) @expires( 1h )
                name : String @key
                at : long
            end
            rule "good" when Event( type == "good" ) then hub.start( "good" ); end
            """;

    private static Event placed(double second, String order) {
        return event(second, "order.placed", order, "{\"order\":\"" + order + "\"}");
    }

    private static Session absences() {
        return Forms.rules("few", Forms.ABSENCE, FEW).session();
    }

    private static Session marking(String consequence) {
        String rule = "rule \"mark\" when $e : Event( type == \"mark\" ) then " + consequence + " end\n";
        return Forms.rules("few", MARKED + rule, FEW).session();
    }

    private static List<Event> marks(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(i, "mark", "m" + i, "{}"));
        }
        return events;
    }

    @Test
    void one_event_too_many_has_the_first_leave_early_and_says_so() {
        Session session = absences();

        List<Decision> fit = feed(session, List.of(placed(0, "a"), placed(1, "b"), placed(2, "c")));
        List<Decision> crowded = feed(session, List.of(placed(3, "d")));
        List<Decision> later = session.advance(T0 + 3_600_000);

        assertThat(fit).allSatisfy(each -> assertThat(each.warnings()).isEmpty());
        assertThat(crowded).singleElement().satisfies(each -> assertThat(each.warnings())
                .singleElement()
                .asString()
                .contains("order.placed", "remembers 3 of a type", "--rule-events"));
        assertThat(starts(later)).extracting(each -> each.key()).containsExactly("b", "c", "d");
    }

    @Test
    void the_one_that_would_end_first_leaves_whichever_came_first() {
        Session session = absences();
        Event late = event(3, "order.placed", "late", "{\"order\":\"late\"}", -120.0);

        feed(session, List.of(placed(0, "a"), placed(1, "b"), placed(2, "c"), late));

        assertThat(starts(session.advance(T0 + 3_600_000)))
                .extracting(each -> each.key())
                .containsExactly("a", "b", "c");
    }

    @Test
    void types_have_room_of_their_own_and_those_that_no_rule_names_share_one() {
        Session session = Forms.rules("few", Forms.ABSENCE + """
                rule "twice" when
                    $a : Event( $n : str("n") )
                    Event( str("n") == $n, this != $a, this after[0s, 1m] $a )
                then end
                """, FEW).session();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(placed(i, "o" + i));
            events.add(event(i, "t" + i, "e" + i, "{}"));
        }

        feed(session, events);

        assertThat(session.remembered())
                .extracting(Remembered::type, Remembered::count, Remembered::most)
                .containsExactlyInAnyOrder(tuple("order.placed", 3L, 3), tuple(Remembered.OTHERS, 3L, 3));
    }

    @Test
    void what_matches_only_because_one_left_early_does_not_fire() {
        Session session = Forms.rules("few", """
                rule "nobody else" when
                    $e : Event( type == "a", $at : time )
                    not Event( type == "b", this before[0s, 1h] $e )
                then hub.start( "alone" ).key( $e.getId() ); end
                """, FEW).session();
        feed(session, List.of(event(0, "b", "b0", "{}"), event(1, "a", "a1", "{}")));

        List<Decision> decisions = feed(
                session,
                List.of(
                        event(2, "b", "b2", "{}", -3000.0),
                        event(3, "b", "b3", "{}", -3000.0),
                        event(4, "b", "b4", "{}"),
                        event(5, "b", "b5", "{}"),
                        event(6, "b", "b6", "{}")));
        String forgotten = session.forgotten();
        List<Decision> next = feed(session, List.of(event(6.5, "a", "a7", "{}"), event(8, "b", "b8", "{}")));

        assertThat(forgotten).isEqualTo("b");
        assertThat(starts(decisions)).isEmpty();
        assertThat(starts(next)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert( new Marked( $e.getId(), $e.getTime() ) );",
                "try { insert( new Marked( $e.getId(), $e.getTime() ) ); } catch (Exception all) { hub.start( \"x\" ); }",
                "try { insert( new Marked( $e.getId(), $e.getTime() ) ); } catch (Throwable all) { hub.start( \"x\" ); }"
            })
    void a_rule_that_inserts_one_too_many_is_stopped_by_name(String consequence) {
        Session session = marking(consequence);
        feed(session, marks(3));

        assertThatThrownBy(() -> feed(session, List.of(event(9, "mark", "m9", "{}"))))
                .isInstanceOfSatisfying(RuleFault.class, fault -> {
                    assertThat(fault.breach()).isTrue();
                    assertThat(fault.undone()).isFalse();
                    assertThat(fault.rule()).isEqualTo("few/mark");
                    assertThat(fault).hasMessageContainingAll("Marked", "--rule-facts");
                });
    }

    @Test
    void a_rule_that_inserts_without_end_is_stopped_within_its_event() {
        Session session = marking(
                "for (int i = 0; ; i++) { insert( new Marked( \"m\" + i, $e.getTime() ) ); hub.start( \"x\" ); }");

        assertThatThrownBy(() -> feed(session, marks(1)))
                .isInstanceOfSatisfying(
                        RuleFault.class, fault -> assertThat(fault.breach()).isTrue());
        assertThat(session.remembered()).extracting(Remembered::count).containsExactly(4L);
    }

    @Test
    void what_has_expired_makes_room() {
        Session session = marking("insert( new Marked( $e.getId(), $e.getTime() ) );");
        feed(session, marks(3));

        feed(session, List.of(event(3700, "mark", "late", "{}"), event(3701, "good", "g", "{}")));

        assertThat(session.remembered()).singleElement().satisfies(each -> {
            assertThat(each.count()).isEqualTo(1);
            assertThat(each.inserted()).isTrue();
            assertThat(each.oldest()).isEqualTo(T0 + 3_700_000);
        });
    }

    @Test
    void without_a_limit_nothing_leaves_early() {
        Session session = Forms.rules("few", Forms.ABSENCE, new Limits(Budget.EVENT, 0, 0))
                .session();

        for (int i = 0; i < 50; i++) {
            feed(session, List.of(placed(i, "o" + i)));
        }

        assertThat(session.facts()).isEqualTo(50);
    }
}
