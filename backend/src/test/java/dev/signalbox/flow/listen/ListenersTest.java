package dev.signalbox.flow.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Marks of those who were taken back before they came. */
final class ListenersTest {

    private static final long HOUR = 3_600_000;

    @Test
    void a_mark_is_kept_by_the_next_owner_forgotten_with_its_listener_and_old_after_an_hour() {
        Listeners before = new Listeners(Map.of());
        String text = before.expectOver("a", 1_000);
        Listeners listeners = new Listeners(Map.of("a", text));
        listeners.expectOver("b", HOUR);

        assertThat(listeners.longOver(HOUR + 1_000)).isEmpty();
        assertThat(listeners.longOver(HOUR + 1_001)).containsExactly("a");
        assertThat(listeners.wasOver("b")).isTrue();
        assertThat(listeners.wasOver("b")).isFalse();
        assertThat(listeners.longOver(9 * HOUR)).containsExactly("a");
    }
}
