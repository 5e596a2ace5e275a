package dev.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void without_anything_the_hub_is_for_this_machine_only() {
        Config config = settings(Map.of(), Map.of(), "").config();

        assertThat(config.admin()).isEqualTo(new Config.Listener("127.0.0.1", 8080));
        assertThat(config.ingest()).isEqualTo(new Config.Listener("127.0.0.1", 8081));
        assertThat(config.data()).isEqualTo(folder.resolve("data"));
        assertThat(config.redis()).isEqualTo(new Config.Redis(null, Config.Durability.ALWAYS));
        assertThat(config.journal())
                .isEqualTo(new Config.Journal(4, Duration.ofSeconds(5), Duration.ofDays(7), Duration.ofDays(7)));
        assertThat(config.rules()).isEqualTo(new Config.Rules(Duration.ofSeconds(10), 10_000_000, 100_000, 10_000));
        assertThat(config.log().format()).isEqualTo("json");
    }

    @Test
    void a_flag_beats_the_environment_the_environment_beats_the_file() {
        Map<String, String> environment = Map.of("SIGNALBOX_ADMIN_PORT", "2", "SIGNALBOX_INGEST_PORT", "3");
        String file = "admin.port: 10\ningest:\n  port: 11\nlease: 2s\n";

        Settings settings = settings(Map.of(Setting.ADMIN_PORT, List.of("1")), environment, file);

        assertThat(settings.config().admin().port()).isEqualTo(1);
        assertThat(settings.config().ingest().port()).isEqualTo(3);
        assertThat(settings.config().journal().lease()).isEqualTo(Duration.ofSeconds(2));
        assertThat(origin(settings, Setting.ADMIN_PORT)).isEqualTo("--admin-port");
        assertThat(origin(settings, Setting.INGEST_PORT)).isEqualTo("SIGNALBOX_INGEST_PORT");
        assertThat(origin(settings, Setting.LEASE)).endsWith("signalbox.yaml line 4");
        assertThat(origin(settings, Setting.DATA)).isEqualTo("default");
    }

    @Test
    void several_values_come_as_a_list_in_the_file_and_with_commas_in_the_environment() throws IOException {
        Files.createDirectories(folder.resolve("rules/github"));

        Config config = settings(
                        Map.of(),
                        Map.of("SIGNALBOX_EGRESS_ALLOW", "127.0.0.1:9099, 10.0.0.0/8"),
                        "packs:\n  - rules/github\n")
                .config();

        assertThat(config.egress().allow()).containsExactly("127.0.0.1:9099", "10.0.0.0/8");
        assertThat(config.packs()).containsExactly(folder.resolve("rules/github"));
    }

    @Test
    void a_password_is_never_shown_and_never_read_literally_from_a_file() {
        Settings settings = settings(Map.of(Setting.REDIS, List.of("redis://hub:s3cret@host:6379")), Map.of(), "");

        assertThat(settings.all()).extracting(Given::shown).contains("redis://hub:****@host:6379");
        assertThatThrownBy(() -> settings(Map.of(), Map.of(), "redis: redis://hub:s3cret@host:6379\n"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("env:NAME")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_secret_is_read_from_the_file_it_refers_to() throws IOException {
        Files.writeString(folder.resolve("redis.url"), "redis://hub:s3cret@host:6379\n");

        Config config = settings(Map.of(), Map.of(), "redis: file:redis.url\n").config();

        assertThat(config.redis().url()).isEqualTo("redis://hub:s3cret@host:6379");
    }

    @Test
    void what_kubernetes_puts_into_the_environment_is_no_setting() {
        Map<String, String> environment =
                Map.of("SIGNALBOX_PORT", "tcp://10.0.0.1:8080", "SIGNALBOX_SERVICE_HOST", "10.0.0.1");

        assertThat(settings(Map.of(), environment, "").config().admin().port()).isEqualTo(8080);
    }

    private Settings settings(Map<Setting, List<String>> flags, Map<String, String> environment, String yaml) {
        try {
            Path file = Files.writeString(folder.resolve("signalbox.yaml"), yaml);
            return Settings.read(flags, environment, file, folder, false);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String origin(Settings settings, Setting setting) {
        return settings.all().stream()
                .filter(given -> given.setting() == setting)
                .findFirst()
                .orElseThrow()
                .origin();
    }
}
