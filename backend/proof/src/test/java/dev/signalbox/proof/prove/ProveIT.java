package dev.signalbox.proof.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.Folders;
import dev.signalbox.proof.Main;
import dev.signalbox.proof.hub.Api;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The whole proof, as every change has to pass it. What was written down stays in {@code target/prove}. */
class ProveIT {

    private static final Path FOLDER = Path.of("target", "prove");
    private static final String SEED = System.getProperty("prove.seed", "20261121");

    private final StringWriter told = new StringWriter();

    @Test
    void three_hubs_lose_nothing_and_start_nothing_twice_whatever_is_killed() throws Exception {
        assumeTrue(
                "true".equals(System.getenv("CI")) || aRedisServerIsOnThePath(),
                "there is no redis-server on the PATH");

        JsonNode report = proved(
                "three",
                "--profile",
                "pr",
                "--hubs",
                "3",
                "--other-hub",
                another().toString());

        JsonNode figures = report.path("figures");
        assertThat(figures.path("acked").asLong()).isGreaterThanOrEqualTo(1_000);
        for (String zero : List.of("lost", "doubled", "orderBreaks", "invisibleFailures")) {
            assertThat(figures.path(zero).asLong(-1)).as(zero).isZero();
        }
        for (String some : List.of("unknown", "retries", "fenced", "duplicates", "deadLetters", "quarantined")) {
            assertThat(figures.path(some).asLong()).as(some).isPositive();
        }
    }

    @Test
    void a_single_hub_with_its_own_redis_does_too() throws Exception {
        JsonNode report = proved("one", "--profile", "pr", "--hubs", "1", "--redis", "embedded", "--for", "8s");

        assertThat(report.path("figures").path("lost").asLong(-1)).isZero();
    }

    @Test
    void several_hubs_on_an_embedded_redis_are_refused_in_a_sentence() {
        assertThat(prove("--hubs", "3", "--redis", "embedded")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString()).contains("--redis embedded goes with --hubs 1");
    }

    /** The same hub, but that its Functions are others to Redis: as after a change of any of them. */
    private static Path another() throws IOException {
        Path jar = Path.of(System.getProperty("signalbox.jar"));
        Path another = jar.resolveSibling("signalbox-another.jar");
        Files.copy(jar, another, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem inside = FileSystems.newFileSystem(another)) {
            for (String library : List.of("redis/signalbox.lua", "redis/hubs.lua", "rulebook/rulebook.lua")) {
                Path file = inside.getPath("dev/signalbox", library);
                Files.writeString(file, "-- of another version\n", StandardOpenOption.APPEND);
            }
        }
        return another;
    }

    @Test
    void a_fault_that_nobody_knows_is_refused_in_a_sentence() {
        assertThat(prove("--faults", "FLT-99=1")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(told.toString()).contains("--faults takes kinds such as FLT-01", "not FLT-99=1");
    }

    private JsonNode proved(String name, String... words) throws IOException {
        Path run = FOLDER.resolve(name);
        if (Files.exists(run)) {
            Folders.delete(run);
        }
        Path report = FOLDER.resolve("report-" + name);
        String[] all = Arrays.copyOf(words, words.length + 6);
        List<String> more = List.of("--seed", SEED, "--folder", run.toString(), "--report", report.toString());
        System.arraycopy(more.toArray(), 0, all, words.length, more.size());

        int code = prove(all);

        assertThat(code).as(told.toString()).isZero();
        assertThat(report.resolve("report.html")).content().contains("<h2>Invariants</h2>");
        return Api.JSON.readTree(report.resolve("report.json").toFile());
    }

    private int prove(String... words) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(told, true));
        line.setOut(new PrintWriter(told, true));
        String[] all = new String[words.length + 1];
        all[0] = "prove";
        System.arraycopy(words, 0, all, 1, words.length);
        return line.execute(all);
    }

    private static boolean aRedisServerIsOnThePath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "redis-server")));
    }
}
