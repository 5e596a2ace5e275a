package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.config.Config;
import dev.signalbox.config.Setting;
import dev.signalbox.config.Settings;
import dev.signalbox.config.StartRefused;
import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hub that fails on purpose is for tests, and for nobody else to reach. */
final class ArmingTest {

    private static final Map<String, String> ARMED =
            Map.of("SIGNALBOX_FAILPOINT", "trim.before:throw:1", "SIGNALBOX_TEST", "1");

    @Test
    void nothing_is_armed_in_a_hub_that_was_told_nothing() {
        assertThat(Arming.of(config(Map.of()), Map.of())).isSameAs(Failpoints.NONE);
        assertThat(Arming.of(config(Map.of()), Map.of("SIGNALBOX_TEST", "1"))).isSameAs(Failpoints.NONE);
    }

    @Test
    void a_hub_under_test_that_nobody_else_can_reach_may_be_armed() {
        Failpoints armed = Arming.of(config(Map.of()), ARMED);

        assertThatCode(() -> armed.pass(Failpoint.DLQ_AFTER_MOVE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> armed.pass(Failpoint.TRIM_BEFORE)).hasMessageContaining("trim.before");
    }

    @Test
    void a_hub_that_is_not_under_test_does_not_start_with_one() {
        refused(Map.of(), Map.of("SIGNALBOX_FAILPOINT", "trim.before:throw:1"), "SIGNALBOX_TEST=1");
        refused(Map.of(), Map.of("SIGNALBOX_FAILPOINT", "trim.before:throw:1", "SIGNALBOX_TEST", "yes"), "unset");
    }

    @ParameterizedTest
    @EnumSource(
            value = Setting.class,
            names = {"ADMIN_HOST", "INGEST_HOST"})
    void a_hub_that_others_can_reach_does_not_start_with_one(Setting listener) {
        Map<Setting, List<String>> open =
                Map.of(listener, List.of("0.0.0.0"), Setting.ADMIN_TOKEN_FILE, List.of("token"));

        refused(open, ARMED, "other machines can reach it at 0.0.0.0");
    }

    @Test
    void one_that_cannot_be_read_is_refused_with_the_names_of_all_that_can() {
        Map<String, String> misspelt = Map.of("SIGNALBOX_FAILPOINT", "trim.befor:throw:1", "SIGNALBOX_TEST", "1");

        refused(Map.of(), misspelt, "there is no failpoint trim.befor; there are ingest.beforeAppend, ");
    }

    private static void refused(Map<Setting, List<String>> flags, Map<String, String> environment, String sentence) {
        assertThatThrownBy(() -> Arming.of(config(flags), environment))
                .isInstanceOfSatisfying(StartRefused.class, refused -> assertThat(refused.exitCode())
                        .isEqualTo(78))
                .hasMessageContaining(sentence);
    }

    private static Config config(Map<Setting, List<String>> flags) {
        return Settings.read(flags, ARMED, null, Path.of(""), false).config();
    }
}
