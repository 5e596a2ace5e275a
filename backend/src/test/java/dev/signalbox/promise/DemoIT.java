package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.testing.DemoRun;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as a stranger meets it: it flows, it is broken, its numbers come back, and it leaves nothing behind. */
class DemoIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path WEBUI = Path.of("..", "webui");
    private static final String NOTE = "// edited in the browser\n";

    @Test
    void whatever_is_killed_nothing_is_lost_and_nothing_happens_twice(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("demo");
        try (DemoRun demo = new DemoRun(data, "--rate", "15", "--seed", "11")) {
            started(demo, 5);
            watchInABrowser(demo, folder);

            demo.press('k');
            demo.hears("the hub is back", SOON);
            demo.press('d');
            demo.hears("a storm of", SOON);
            demo.press('s');
            demo.hears("payment service is stopped", SOON);
            started(demo, board(demo).at("/score/starts/once").asLong() + 5);
            demo.press('r');
            demo.hears("kill -9 of Redis", SOON);
            demo.press('s');
            demo.hears("payment service is back", SOON);
            started(demo, board(demo).at("/score/starts/once").asLong() + 20);
            demo.press('p');
            JsonNode settled = until(
                    demo, "that all has arrived", board -> board.path("settled").asBoolean());

            JsonNode starts = settled.at("/score/starts");
            assertThat(starts.path("once")).as(settled.toString()).isEqualTo(starts.path("expected"));
            assertThat(starts.path("lost").asLong()).isZero();
            assertThat(starts.path("doubled").asLong()).isZero();
            assertThat(settled.at("/score/events/refused").asLong()).isZero();
            assertThat(settled.at("/score/events/badRefused")).isEqualTo(settled.at("/score/events/bad"));
            assertThat(settled.path("balances").asBoolean()).isTrue();
            assertThat(settled.at("/score/stock/open").asLong()).isZero();
            assertThat(settled.at("/score/money/open").asLong()).isZero();
            editInTheBrowser(demo.hub());
            endsWholly(demo);
        }
        try (DemoRun again = new DemoRun(data, "--rate", "15")) {
            assertThat(active(again.hub())).startsWith(NOTE);
            assertThat(again.hub().get("/packs/orders").body().path("draft").asBoolean())
                    .as("a draft that nobody made")
                    .isFalse();
            started(again, 1);
            endsWholly(again);
        }
    }

    private static void started(DemoRun demo, long count) {
        until(
                demo,
                count + " processes started",
                board -> board.at("/score/starts/once").asLong() >= count);
    }

    private static JsonNode board(DemoRun demo) {
        return until(demo, "a scoreboard", board -> board.has("score"));
    }

    /** While the hub is away there is no answer; that is waited for too. */
    private static JsonNode until(DemoRun demo, String what, Predicate<JsonNode> fits) {
        return Until.value(what, SOON, demo::board, board -> board.has("score") && fits.test(board));
    }

    private static String active(HubClient hub) throws InterruptedException {
        return hub.get("/packs/orders").body().at("/active/drl").asText();
    }

    private static void editInTheBrowser(HubClient hub) throws InterruptedException {
        ObjectNode files = (ObjectNode) hub.get("/packs/orders").body().path("active");
        files.put("drl", NOTE + files.path("drl").asText());
        assertThat(hub.put("/packs/orders/draft", files).status()).isEqualTo(200);
        assertThat(hub.post("/packs/orders/activate", "{\"note\": \"mine\"}").status())
                .isEqualTo(200);
    }

    private static void endsWholly(DemoRun demo) throws Exception {
        List<Long> pids = demo.pids();
        assertThat(pids).doesNotContain(0L);

        assertThat(demo.interrupt()).isZero();

        assertThat(pids)
                .allMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(demo.said()).anyMatch(line -> line.startsWith("final: "));
        assertThat(demo.said()).anyMatch(line -> line.startsWith("seed "));
    }

    /** The walk waits for the scoreboard, kills the hub by itself, and sees the numbers come back. */
    private static void watchInABrowser(DemoRun demo, Path folder) throws Exception {
        Path said = folder.resolve("walk.tap");
        ProcessBuilder builder = new ProcessBuilder("node", "--test", "e2e/demo.walk.mjs")
                .directory(WEBUI.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SIGNALBOX_URL", demo.hub().admin());
        builder.environment().put("SIGNALBOX_TOKEN", demo.hub().token());
        builder.environment().put("E2E_HUB_PID", demo.pids().get(1).toString());
        builder.environment().put("E2E_REQUIRED", String.valueOf("true".equals(System.getenv("CI"))));
        Process node = builder.start();
        assertThat(node.waitFor(90, TimeUnit.SECONDS)).as("the walk ended").isTrue();
        String tap = Files.readString(said);
        if (!tap.contains("# SKIP no Chromium")) {
            assertThat(node.exitValue()).as(tap).isZero();
        } else {
            Assumptions.abort("skipped: no Chromium was found");
        }
    }
}
