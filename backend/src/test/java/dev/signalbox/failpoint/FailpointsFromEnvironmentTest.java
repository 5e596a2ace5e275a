package dev.signalbox.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailpointsFromEnvironmentTest {

    @Test
    void a_failpoint_is_honoured_only_by_a_hub_under_test() {
        Failpoints shipped = FailpointsFromEnvironment.of(Map.of("SIGNALBOX_FAILPOINT", "a.b:throw:1"));

        assertThat(shipped).isSameAs(Failpoints.NONE);
    }

    @Test
    void it_fails_at_its_own_pass_and_at_no_other() {
        Failpoints armed =
                FailpointsFromEnvironment.of(Map.of("SIGNALBOX_FAILPOINT", "a.b:throw:2", "SIGNALBOX_TEST", "1"));

        assertThatCode(() -> armed.pass("a.b")).doesNotThrowAnyException();
        assertThatCode(() -> armed.pass("a.c")).doesNotThrowAnyException();
        assertThatThrownBy(() -> armed.pass("a.b")).hasMessageContaining("a.b");
        assertThatCode(() -> armed.pass("a.b")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a.b:explode:1", "a.b:halt:0", "a.b:delay:1", "a.b:halt:1:2"})
    void one_that_cannot_be_read_is_an_error(String wish) {
        Map<String, String> environment = Map.of("SIGNALBOX_FAILPOINT", wish, "SIGNALBOX_TEST", "1");

        assertThatThrownBy(() -> FailpointsFromEnvironment.of(environment)).hasMessageContaining(wish);
    }
}
