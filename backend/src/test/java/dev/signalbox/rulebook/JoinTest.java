package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.event;
import static dev.signalbox.rulebook.Forms.feed;
import static dev.signalbox.rulebook.Forms.rules;
import static dev.signalbox.rulebook.Forms.starts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a join costs when many events are kept. */
public class JoinTest {

    private static final int KEPT = 100;

    private static final String JOIN = """
            rule "joined"
            @retain( 1h )
            when
                $paid : Event( type == "order.paid", $order : str("order"), $key : key )
                $packed : Event( type == "order.packed", %s )
            then
                hub.start( "ship" ).key( $order );
            end
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key == $key",
                "str(\"order\") == $order",
                "str(\"card\") == $key, str(\"order\") == $order",
                "str(\"order\") == $paid.str(\"order\")"
            })
    void a_join_over_the_key_or_a_text_looks_only_at_events_that_have_it(String constraint) {
        assertThat(steps(constraint)).isLessThan(KEPT);
    }

    @Test
    void another_condition_looks_at_every_event_that_is_kept() {
        assertThat(steps("$order.equals( str(\"order\") )"))
                .as("else the other test could not tell")
                .isGreaterThanOrEqualTo(KEPT);
    }

    /** Steps of the one payment among many packed orders that makes one of them match. */
    private static long steps(String constraint) {
        var session = rules("join", JOIN.formatted(constraint)).session();
        List<Event> packed = new ArrayList<>();
        for (int n = 0; n < KEPT; n++) {
            packed.add(event(n, "order.packed", "p" + n, "{\"order\":\"o" + n + "\",\"card\":\"p" + n + "\"}"));
        }
        feed(session, packed);
        Event paid = event(KEPT, "order.paid", "p7", "{\"order\":\"o7\",\"card\":\"p7\"}");
        assertThat(starts(feed(session, List.of(paid)))).hasSize(1);
        return session.steps();
    }
}
