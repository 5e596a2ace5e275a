package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, against a real hub: the walks of {@code webui/e2e}. */
class ConsoleIT {

    private static final Path WEBUI = Path.of("..", "webui");
    private static final long PATIENCE_SECONDS = 600;

    @Test
    void a_person_follows_an_event_from_live_to_the_end_of_its_process(@TempDir Path folder) throws Exception {
        Programs.need("node");
        int service = Programs.freePort();
        Path data = Files.createDirectory(folder.resolve("data"));
        try (HubProcess process = new HubProcess(data, List.of("--egress-allow", "127.0.0.1:" + service), Map.of())) {
            Path said = folder.resolve("walk.tap");

            int code = walk(process.start(), data, service, said);

            String tap = Files.readString(said);
            Assumptions.assumeFalse(tap.contains("# SKIP no Chromium"), "skipped: no Chromium was found");
            assertThat(code).as(tap).isZero();
            assertThat(tap).contains("# skipped 0").doesNotContain("# tests 0");
            System.out.println(told(tap));
        }
    }

    private static int walk(HubClient hub, Path data, int service, Path said) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-concurrency=1"));
        command.addAll(walks());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(WEBUI.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SIGNALBOX_URL", hub.admin(),
                        "SIGNALBOX_INGEST", hub.ingest(),
                        "SIGNALBOX_TOKEN", hub.token(),
                        "SIGNALBOX_DATA", data.toAbsolutePath().toString(),
                        "E2E_SERVICE_PORT", Integer.toString(service),
                        "E2E_REQUIRED", String.valueOf("true".equals(System.getenv("CI")))));
        Process node = builder.start();
        if (!node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            node.destroyForcibly();
            throw new AssertionError("the walks did not end; they said: " + Files.readString(said));
        }
        return node.exitValue();
    }

    private static List<String> walks() throws IOException {
        try (Stream<Path> files = Files.list(WEBUI.resolve("e2e"))) {
            return files.filter(file -> file.toString().endsWith(".e2e.mjs"))
                    .map(file -> WEBUI.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** What the walks measured. */
    private static String told(String tap) {
        return String.join(
                System.lineSeparator(),
                tap.lines().filter(line -> line.startsWith("# measured")).toList());
    }
}
