package dev.signalbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.config.Setting;
import dev.signalbox.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No container engine runs here: what the files say is compared with the repository and with the hub. */
final class DockerTest {

    private static final JsonNode COMPOSE = DockerFiles.tree("compose.yaml");
    private static final Set<String> SETTINGS =
            Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());

    static Stream<String> services() {
        List<String> names = new ArrayList<>();
        COMPOSE.path("services").fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_service_is_pinned_bounded_without_rights_and_keeps_its_root_read_only(String name) {
        JsonNode service = COMPOSE.path("services").path(name);

        assertThat(service.path("image").asText()).matches(".+:.+").doesNotEndWith(":latest");
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(service.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(service.path("security_opt").toString()).contains("no-new-privileges:true");
        assertThat(service.has("mem_limit")).isTrue();
        assertThat(service.has("cpus")).isTrue();
        service.path("ports")
                .forEach(port ->
                        assertThat(port.asText()).startsWith("127.0.0.1:").matches(".+:(\\d+):\\1"));
        service.path("depends_on").fieldNames().forEachRemaining(other -> assertThat(services())
                .contains(other));
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_file_and_volume_of_a_service_is_there(String name) {
        for (JsonNode volume : COMPOSE.path("services").path(name).path("volumes")) {
            String from = volume.asText().split(":", -1)[0];
            if (from.startsWith(".")) {
                assertThat(DockerFiles.FOLDER.resolve(from)).exists();
                assertThat(volume.asText()).endsWith(":ro");
            } else {
                assertThat(COMPOSE.path("volumes").has(from)).as(from).isTrue();
            }
        }
    }

    @Test
    void only_known_settings_are_set_and_only_key_files_are_named_that_are_made(@TempDir Path keys) throws Exception {
        Process made = new ProcessBuilder(
                        "sh", DockerFiles.FOLDER.resolve("keys.sh").toString(), keys.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        List<String> variables = new ArrayList<>();
        COMPOSE.at("/services/hub/environment").fieldNames().forEachRemaining(variables::add);
        Matcher set = Pattern.compile("SIGNALBOX_[A-Z_]+(?==)").matcher(DockerFiles.text("Dockerfile"));
        set.results().forEach(found -> variables.add(found.group()));

        assertThat(variables).hasSizeGreaterThan(5).isSubsetOf(SETTINGS);
        Set<String> named = new HashSet<>();
        for (String file : List.of("compose.yaml", "prometheus/prometheus.yml", "redis/redis.conf")) {
            Pattern.compile("/keys/([a-z./]+)")
                    .matcher(DockerFiles.text(file))
                    .results()
                    .forEach(found -> named.add(found.group(1)));
        }
        assertThat(named).hasSize(5).allSatisfy(file -> assertThat(keys.resolve(file))
                .isNotEmptyFile());
        assertThat(Files.getPosixFilePermissions(keys.resolve("hub"))).hasSize(2);
        assertThat(Files.readString(keys.resolve("hub/metrics.token")))
                .isEqualTo(Files.readString(keys.resolve("prometheus/metrics.token")))
                .hasSize(64);
    }

    @Test
    void no_service_is_given_a_secret_in_the_open() {
        for (String file : List.of("compose.yaml", "Dockerfile", "redis/redis.conf", "prometheus/prometheus.yml")) {
            assertThat(DockerFiles.text(file).toLowerCase(Locale.ROOT))
                    .as(file)
                    .doesNotContainPattern("(password|secret|token)[a-z_]*[:=] *['\"]?[a-z0-9]");
        }
    }

    @Test
    void the_image_takes_what_is_there_leaves_what_is_built_and_is_not_root() throws Exception {
        String dockerfile = DockerFiles.text("Dockerfile");
        String ignored = Files.readString(DockerFiles.ROOT.resolve(".dockerignore"));
        List<String> sources = Pattern.compile("(?m)^COPY ((?:--chown\\S+ )?)([A-Z. ]+) \\S+$")
                .matcher(dockerfile)
                .results()
                .flatMap(found -> Arrays.stream(found.group(2).split(" ")))
                .toList();

        assertThat(sources).contains(".", "LICENSE", "NOTICE");
        assertThat(sources).allSatisfy(source -> assertThat(DockerFiles.ROOT.resolve(source))
                .exists());
        assertThat(ignored.lines()).contains(".git", "**/target", "**/node_modules", "**/dist", "data");
        assertThat(dockerfile)
                .contains("docker/Health.java")
                .contains("USER 10001:10001")
                .contains("VOLUME /data");
        assertThat(dockerfile.indexOf("USER ")).isLessThan(dockerfile.indexOf("ENTRYPOINT"));
        assertThat(dockerfile).contains("-pl backend -am package");
    }

    @Test
    void the_ports_of_the_image_are_those_of_the_hub_and_of_the_scrape() {
        assertThat(DockerFiles.text("Dockerfile")).contains("EXPOSE 8080 8081");
        assertThat(Setting.ADMIN_PORT.standard()).isEqualTo("8080");
        assertThat(Setting.INGEST_PORT.standard()).isEqualTo("8081");
        assertThat(DockerFiles.tree("prometheus/prometheus.yml").at("/scrape_configs/0/static_configs/0/targets/0"))
                .hasToString("\"hub:8080\"");
        assertThat(DockerFiles.tree("grafana/provisioning/datasources/prometheus.yml")
                        .at("/datasources/0/url"))
                .hasToString("\"http://prometheus:9090\"");
    }

    @Test
    void every_alert_rule_has_a_test_that_passes_and_a_section_of_the_runbooks() throws Exception {
        Programs.need("promtool");
        String tests = DockerFiles.text("prometheus/alerts.test.yml");
        List<String> sections = Files.readAllLines(DockerFiles.ROOT.resolve("webui/docs/runbooks.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
        Process promtool = new ProcessBuilder("promtool", "test", "rules", "alerts.test.yml")
                .directory(DockerFiles.FOLDER.resolve("prometheus").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(DockerFiles.alerts()).hasSize(10).allSatisfy(rule -> assertThat(tests)
                .contains("alertname: " + rule.where()));
        for (JsonNode rule : DockerFiles.tree("prometheus/alerts.yml").at("/groups/0/rules")) {
            String[] link = rule.at("/annotations/runbook_url").asText().split("#", -1);
            assertThat(link[0]).endsWith("/docs/runbooks");
            assertThat(sections).contains(link[1]);
        }
    }

    @Test
    void the_panels_of_the_dashboard_lie_side_by_side_and_lead_to_pages_of_the_hub() throws Exception {
        JsonNode dashboard = DockerFiles.tree("grafana/dashboards/signalbox.json");
        String pages = Files.readString(DockerFiles.ROOT.resolve("webui/src/shell/pages.ts"));
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode at = panel.path("gridPos");
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(cells.add(x + "," + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                    assertThat(x).isLessThan(24);
                }
            }
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
            assertThat(panel.path("description").asText()).isNotEmpty();
            panel.path("links").forEach(link -> {
                String page = link.path("url").asText().replaceAll("[?#].*", "").replace("${hub}", "");
                assertThat(page.equals("/docs/runbooks") || pages.contains("path: '" + page + "'"))
                        .as(page)
                        .isTrue();
            });
        }
        assertThat(dashboard.path("panels")).hasSizeGreaterThanOrEqualTo(12);
        assertThat(dashboard.path("links").toString()).contains("story");
    }
}
