package dev.signalbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.rulebook.Forms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However long the clock runs on, and however the rules fail, a dry run comes to an end. */
final class DryRunTest {

    private static final long AT = 1_800_000_000_000L;
    private static final String TIMER =
            "rule \"r\" @retain( 60d ) timer( int: 1s %s ) when Event( type == \"t\" ) not Event( type == \"u\" ) then hub.alert( \"now\" ); end\n";

    private static DryRun.Done run(String rules, Duration advance) {
        Envelope envelope = new Envelope(new EventId("s", "", "e"), "t", null, null, "application/json", Payload.EMPTY);
        return DryRun.run(
                new Law(Forms.rules("p", rules), name -> true),
                2,
                key -> 1,
                List.of(new DryRun.Given(envelope, "e", AT)),
                AT + advance.toMillis());
    }

    @Test
    void what_falls_due_after_many_days_is_found_at_its_second() {
        DryRun.Done done = run(TIMER.formatted("").replace("1s", "30d"), Duration.ofDays(31));

        assertThat(done.made()).hasSize(2);
        assertThat(done.made().get(1).moment().second())
                .isEqualTo(AT + Duration.ofDays(30).toMillis());
    }

    @Test
    void a_timer_that_fires_for_ever_is_given_up_with_its_reason() {
        assertThatThrownBy(() -> run(TIMER.formatted("1s"), Duration.ofDays(31)))
                .isInstanceOf(GivenUp.class)
                .hasMessageContaining("more than " + DryRun.MOST + " seconds");
        assertThatThrownBy(() -> run(TIMER.formatted(""), Duration.ofDays(40_000)))
                .isInstanceOf(GivenUp.class)
                .hasMessageContaining("hundred years");
    }
}
