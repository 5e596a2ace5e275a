package dev.signalbox.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessTest {

    private final RandomGenerator random = new SecureRandom();
    private long now = 1_800_000_000_000L;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);

    @TempDir
    Path data;

    @Test
    void the_admin_token_is_made_once_for_its_owner_only() throws Exception {
        Path file = data.resolve("admin.token");

        Token first = Token.at(file, random);
        Token second = Token.at(file, random);

        assertThat(second.is(first.reveal())).isTrue();
        assertThat(first.is(first.reveal() + "x")).isFalse();
        assertThat(first.toString()).doesNotContain(first.reveal());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_empty_token_file_is_refused() throws Exception {
        Path file = Files.writeString(data.resolve("admin.token"), "\n");

        assertThatThrownBy(() -> Token.at(file, random)).hasMessageContaining("at least 16");
    }

    @Test
    void a_login_link_signs_in_once() {
        LoginLinks links = new LoginLinks(clock, random);
        String code = links.issue().code();

        assertThat(links.redeem(code)).isTrue();
        assertThat(links.redeem(code)).isFalse();
        assertThat(links.redeem("")).isFalse();
    }

    @Test
    void a_login_link_ends_after_ten_minutes() {
        LoginLinks links = new LoginLinks(clock, random);
        String code = links.issue().code();

        now += Duration.ofMinutes(10).toMillis();

        assertThat(links.redeem(code)).isFalse();
    }

    @Test
    void a_session_ends_when_it_is_idle_and_after_twelve_hours_at_the_latest() {
        Sessions sessions = sessions();
        String idle = sessions.begin().id();
        String busy = sessions.begin().id();

        for (int minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
            now += Duration.ofMinutes(20).toMillis();
            assertThat(sessions.touch(busy)).isPresent();
        }

        assertThat(sessions.touch(idle)).isEmpty();
        now += Duration.ofMinutes(20).toMillis();
        assertThat(sessions.touch(busy)).isEmpty();
    }

    @Test
    void a_session_outlives_a_restart_and_its_id_is_in_no_file() throws Exception {
        String kept = sessions().begin().id();

        Sessions after = sessions();

        assertThat(after.touch(kept)).isPresent();
        assertThat(Files.readString(data.resolve("sessions"))).doesNotContain(kept);
    }

    @Test
    void a_session_that_was_ended_stays_ended() {
        Sessions sessions = sessions();
        String id = sessions.begin().id();

        sessions.end(id);

        assertThat(sessions.touch(id)).isEmpty();
        assertThat(sessions().touch(id)).isEmpty();
    }

    @Test
    void only_the_own_machine_counts_as_loopback() {
        assertThat(Exposure.loopback("127.0.0.1")).isTrue();
        assertThat(Exposure.loopback("localhost")).isTrue();
        assertThat(Exposure.loopback("::1")).isTrue();
        assertThat(Exposure.loopback("0.0.0.0")).isFalse();
        assertThat(Exposure.loopback("192.168.1.4")).isFalse();
        assertThat(Exposure.loopback("hub.example")).isFalse();
    }

    private Sessions sessions() {
        return new Sessions(data.resolve("sessions"), clock, random);
    }
}
