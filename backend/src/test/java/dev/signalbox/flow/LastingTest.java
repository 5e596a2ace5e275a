package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.match.Inserted;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LastingTest {

    private final Lasting lasting = new Lasting(Map.of());

    private void found(long second, long lives) {
        lasting.found(
                new Lasting.Fact(second, 0, second * 1_000, new Inserted("Mark", "{}", (second + lives) * 1_000)));
    }

    @Test
    void a_long_replay_holds_no_more_than_what_has_not_expired() {
        lasting.find(1);
        for (int second = 1; second <= 20_000; second++) {
            found(second, second % 100 == 0 ? 100_000 : 2);
        }

        assertThat(lasting.found()).hasSizeLessThan(2_000);
        lasting.found(20_000_000L);
        assertThat(lasting.tells(1)).isTrue();
        assertThat(lasting.facts()).hasSize(201);
    }
}
