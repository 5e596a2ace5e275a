package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.event;
import static dev.signalbox.rulebook.Forms.feed;
import static dev.signalbox.rulebook.Forms.rules;
import static dev.signalbox.rulebook.Forms.starts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a join costs when many events are kept. */
public class JoinTest {

    private static final int KEPT = 100;
    private static final AtomicInteger LOOKS = new AtomicInteger();

    private static final String JOIN = """
            rule "joined"
            @retain( 1h )
            when
                $paid : Event( type == "order.paid", $order : str("order"), $key : key )
                $packed : Event( type == "order.packed", dev.signalbox.rulebook.JoinTest.looked( this, $order ), %s )
            then
                hub.start( "ship" ).key( $order );
            end
            """;

    @BeforeEach
    void count() {
        LOOKS.set(0);
    }

    /** Called by the rules, for each pair that the join looks at. */
    public static boolean looked(Event packed, String order) {
        LOOKS.incrementAndGet();
        return order.equals(packed.str("order"));
    }

    @Test
    void a_join_over_the_key_looks_only_at_events_of_the_key() {
        assertThat(shipped("key == $key")).isEqualTo(1);
        assertThat(LOOKS).hasValue(1);
    }

    @Test
    void a_join_over_a_field_of_the_data_looks_at_every_event_that_is_kept() {
        assertThat(shipped("str(\"card\") == $key")).isEqualTo(1);
        assertThat(LOOKS).as("else the other test could not tell").hasValue(KEPT);
    }

    /** How many starts come of one payment among many packed orders. */
    private static int shipped(String constraint) {
        var session = rules("join", JOIN.formatted(constraint)).session();
        List<Event> packed = new ArrayList<>();
        for (int n = 0; n < KEPT; n++) {
            packed.add(event(n, "order.packed", "p" + n, "{\"order\":\"o" + n + "\",\"card\":\"c" + n + "\"}"));
        }
        feed(session, packed);
        return starts(feed(session, List.of(event(KEPT, "order.paid", "paid", "{\"order\":\"o7\",\"card\":\"c7\"}"))))
                .size();
    }
}
