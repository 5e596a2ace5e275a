package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.Fences;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows is true: its rules and definitions pass the check, its commands work. */
class DocsIT {

    private static final Map<String, String> SECRETS = Map.of(
            "SHOP_WEBHOOK_SECRET", "s3cret-of-the-shop",
            "KAFKA_PASSWORD", "s3cret-of-kafka",
            "RABBIT_PASSWORD", "s3cret-of-rabbit",
            "AWS_ORDERS_SECRET", "s3cret-of-aws");

    private static final List<Path> FOLDERS = Stream.of(
                    "..",
                    "../webui/docs",
                    "../docker",
                    "../rules/orders",
                    "../rules/fraud",
                    "../rules/care",
                    "../rules/github")
            .map(Path::of)
            .toList();
    private static final Pattern DEFINITION = Pattern.compile("hub\\.(?:start|cancel)\\( *\"([\\w-]+)\" *\\)");
    private static final Pattern TABLE = Pattern.compile("table\\(\"([\\w-]+)\"\\)");
    private static final String HEAD = """
            package rules.shop

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            """;
    private static final String STUB = """
            document: {dsl: '1.0.1', namespace: docs, name: %s, version: '1.0.0'}
            do:
              - nothing:
                  set: {done: true}
            """;

    @TempDir
    private static Path folder;

    private static HubProcess process;
    private static HubClient hub;

    @BeforeAll
    static void start() throws InterruptedException {
        process = new HubProcess(folder.resolve("data"), List.of(), SECRETS);
        hub = process.start();
        assertThat(hub.put("/sinks/warehouse", Map.of("kind", "redis-stream")).status())
                .isEqualTo(201);
        for (String secret : List.of("shop", "ledger", "bank")) {
            assertThat(hub.put("/secrets/" + secret, Map.of("value", "s", "hosts", List.of("api.example.com")))
                            .status())
                    .isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    @TestFactory
    Stream<DynamicTest> the_rules_of_a_page_pass_the_check_without_a_warning() throws IOException {
        return pages().filter(page -> !drl(page).isEmpty())
                .map(page -> DynamicTest.dynamicTest(
                        page.name(), () -> assertThat(diagnostics(page)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> the_commands_of_a_page_work() throws IOException {
        Programs.need("curl");
        return pages().flatMap(page -> page.of("bash")
                .map(block -> DynamicTest.dynamicTest(
                        page.name() + ": " + block.lines().findFirst().orElse(""), () -> run(block))));
    }

    @TestFactory
    Stream<DynamicTest> the_definitions_and_sources_of_a_page_pass_the_check() throws IOException {
        return pages().flatMap(page -> page.of("yaml")
                .filter(yaml -> !yaml.contains("given:"))
                .map(yaml -> DynamicTest.dynamicTest(
                        page.name() + ": " + yaml.lines().skip(3).findFirst().orElse(""),
                        () -> assertThat(diagnostics(pack(yaml))).isEmpty())));
    }

    private static Stream<Fences> pages() throws IOException {
        List<Fences> pages = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .sorted()
                        .map(Fences::of)
                        .forEach(pages::add);
            }
        }
        return pages.stream();
    }

    private static String drl(Fences page) {
        String rules = page.of("drl").collect(Collectors.joining("\n"));
        return rules.isEmpty() || rules.contains("package ") ? rules : HEAD + rules;
    }

    private static JsonNode diagnostics(Fences page) throws InterruptedException {
        String drl = drl(page);
        Map<String, String> definitions = new TreeMap<>();
        DEFINITION
                .matcher(drl)
                .results()
                .forEach(found -> definitions.put(found.group(1), STUB.formatted(found.group(1))));
        Map<String, String> cases = page.of("yaml")
                .filter(yaml -> yaml.contains("given:"))
                .collect(Collectors.toMap(yaml -> "case-" + yaml.hashCode(), yaml -> yaml));
        return diagnostics(Map.of("drl", drl, "definitions", definitions, "cases", cases, "tables", tables(page, drl)));
    }

    /** The first table that a page shows is the first that its rules read, and so on. */
    private static Map<String, String> tables(Fences page, String drl) {
        List<String> names = TABLE.matcher(drl)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        List<String> texts = page.of("csv").toList();
        Map<String, String> tables = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            tables.put(names.get(i), texts.get(i));
        }
        return tables;
    }

    private static Map<String, Object> pack(String yaml) {
        return yaml.startsWith("document:")
                ? Map.of("drl", HEAD, "definitions", Map.of(name(yaml), yaml))
                : Map.of("drl", HEAD, "sources", yaml);
    }

    private static String name(String yaml) {
        return yaml.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("name: "))
                .map(line -> line.substring("name: ".length()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode diagnostics(Map<String, Object> text) throws InterruptedException {
        HubClient.Answer answer = hub.post("/packs/shop/check", text);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("diagnostics");
    }

    /** Where {@code ./signalbox} is this hub's command line, and the usual ports are the hub's. */
    private static void run(String block) throws IOException, InterruptedException {
        Path command = folder.resolve("signalbox");
        Files.writeString(
                command,
                "#!/bin/sh\ncd \"" + Path.of("").toAbsolutePath() + "\" && SIGNALBOX_DATA=" + folder.resolve("data")
                        + " exec \"" + System.getProperty("java.home") + "/bin/java\" -cp \""
                        + System.getProperty("java.class.path") + "\" dev.signalbox.Main \"$@\"\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        String script =
                block.replace("http://127.0.0.1:8080", hub.admin()).replace("http://127.0.0.1:8081", hub.ingest());
        Process shell = new ProcessBuilder(List.of("bash", "-euo", "pipefail", "-c", script))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();

        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(shell.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
    }
}
