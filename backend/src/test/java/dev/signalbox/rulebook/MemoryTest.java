package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.T0;
import static dev.signalbox.rulebook.Forms.event;
import static dev.signalbox.rulebook.Forms.feed;
import static dev.signalbox.rulebook.Forms.rules;
import static dev.signalbox.rulebook.Forms.starts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session remembers, how long, and that forgetting is no reason to fire. */
class MemoryTest {

    private static final String ONCE_BY_TRIGGER = """
            declare Alerted
                @role( event )
                @timestamp( at )
                @expires( 10m )
                card : String @key
                at : long
            end

            rule "card testing"
            @retain( 1h )
            when
                $e : Event( type == "payment.failed", has("card"), $card : str("card") )
                accumulate( Event( type == "payment.failed", str("card") == $card, this before[0s, 5m] $e ); $n : count(1); $n >= 3 )
                not Alerted( card == $card )
            then
                insert( new Alerted( $card, $e.getTime() ) );
                hub.start( "hold-card" ).key( $card ).with( "event", $e.getId() );
            end
            """;

    private static List<Event> failures(int... seconds) {
        List<Event> events = new ArrayList<>();
        for (int second : seconds) {
            events.add(event(second, "payment.failed", "p" + second, "{\"card\":\"c\"}"));
        }
        return events;
    }

    @Test
    void an_event_is_kept_as_long_as_the_rules_that_name_its_type_look_back() {
        Session session = rules("mixed", Forms.EDGE + Forms.ABSENCE).session();
        feed(session, failures(0, 1));
        feed(session, List.of(event(2, "order.placed", "o", "{\"order\":\"a\"}")));

        session.advance(T0 + Duration.ofMinutes(6).toMillis());
        long soon = session.facts();
        session.advance(T0 + Duration.ofMinutes(31).toMillis());

        assertThat(soon).as("only the order, which is waited for").isEqualTo(1);
        assertThat(session.facts()).isZero();
    }

    @Test
    void a_marker_that_ends_lets_no_older_event_fire() {
        Session session = rules("fraud", ONCE_BY_TRIGGER).session();

        List<Decision> decisions = feed(session, failures(0, 10, 20, 30, 60));
        List<Decision> later = session.advance(T0 + 3_600_000);
        List<Decision> again = feed(session, failures(4000, 4010, 4020));

        assertThat(starts(decisions)).hasSize(1);
        assertThat(starts(later)).isEmpty();
        assertThat(starts(again)).hasSize(1);
    }
}
