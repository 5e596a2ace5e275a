package dev.signalbox.proof.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void a_whole_night_does_what_the_goals_say() {
        Map<String, Integer> faults = Profile.NIGHTLY.faults(Profile.NIGHTLY.length());

        assertThat(faults)
                .containsEntry("FLT-01", 200)
                .containsEntry("FLT-07", 100)
                .containsEntry("FLT-03", 50)
                .containsEntry("FLT-10", 100);
        assertThat(Profile.NIGHTLY.load(Profile.NIGHTLY.length()).leastAcked()).isEqualTo(200_000);
    }

    @Test
    void a_part_of_a_night_does_its_part_and_each_kind_once_at_least() {
        Map<String, Integer> faults = Profile.NIGHTLY.faults(Duration.ofMinutes(6));

        assertThat(faults).containsEntry("FLT-01", 20).containsEntry("FLT-21", 1);
        assertThat(Profile.NIGHTLY.load(Duration.ofMinutes(6)).leastAcked()).isEqualTo(20_000);
    }

    @Test
    void a_release_does_a_thousand_kills() {
        assertThat(Profile.RELEASE.faults(Profile.RELEASE.length())).containsEntry("FLT-01", 1_000);
    }
}
