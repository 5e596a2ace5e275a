package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The back-test of a pull request. */
final class BacktestCommandTest {

    private static final String RULES = """
            package rules.shop

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            rule "big" when $e : Event( type == "order.placed", num("total") > %s ) then
                hub.start( "ship" ).with( "total", $e.num("total") );
            end
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path old;
    private Path now;
    private Path events;

    @BeforeEach
    void packs() throws IOException {
        old = pack("before", "100");
        now = pack("after", "200");
        events = Files.write(
                folder.resolve("events.jsonl"),
                List.of(
                        "{\"id\":\"a\",\"source\":\"shop\",\"type\":\"order.placed\",\"at\":1800000000000,\"data\":{\"total\":50}}",
                        "{\"id\":\"b\",\"source\":\"shop\",\"type\":\"order.placed\",\"at\":\"2027-01-15T08:00:01Z\",\"data\":{\"total\":150}}",
                        "{\"specversion\":\"1.0\",\"id\":\"c\",\"source\":\"/shop\",\"type\":\"order.placed\",\"time\":\"2027-01-15T08:00:02Z\",\"data\":{\"total\":250}}"));
    }

    private Path pack(String state, String least) throws IOException {
        Path pack = Files.createDirectories(folder.resolve(state).resolve("shop"));
        Files.writeString(pack.resolve("rules.drl"), RULES.formatted(least));
        Files.writeString(pack.resolve("ship.process.yaml"), "");
        return pack;
    }

    private int run(String... more) {
        List<String> words =
                new ArrayList<>(List.of("backtest", "--pack", now.toString(), "--events", events.toString()));
        words.addAll(List.of(more));
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(words.toArray(String[]::new));
    }

    @Test
    void a_change_against_a_folder_is_told_as_markdown() {
        assertThat(run("--against", old.toString(), "--max-lost", "1")).isZero();

        assertThat(out.toString())
                .contains("**3 events decided again:** fired 2 → 1; **+0 new, −1 lost**, 1 same")
                .contains("| shop/big | 2 | 1 | 0 | 1 | 0 | 1 |")
                .contains("| order.placed `b` | 2027-01-15T08:00:01Z | shop/big starts ship(b) | nothing |")
                .doesNotContain("`a`", "`c`");
    }

    @Test
    void more_lost_starts_than_allowed_end_with_1_and_say_so() {
        assertThat(run("--against", old.toString(), "--max-lost", "0", "--format", "json"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("1 starts are lost, --max-lost allows 0");
        assertThat(out.toString()).contains("\"lost\" : 1");
    }

    @Test
    void a_commit_of_the_repository_is_the_state_before() throws Exception {
        Programs.need("git");
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "before");
        Files.writeString(now.resolve("rules.drl"), RULES.formatted("10"));

        assertThat(run("--against", "HEAD")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("+2 new, −0 lost");
        assertThat(run("--against", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("neither a folder nor something that git knows");
        assertThat(run("--against", "--output=/tmp/x")).isEqualTo(2);
    }

    @Test
    void the_tables_of_a_pack_belong_to_its_older_state() throws Exception {
        Programs.need("git");
        Files.writeString(
                now.resolve("rules.drl"),
                RULES.formatted("100")
                        .replace("num(\"total\") > 100", "num(\"total\") > table(\"least\").num(\"all\", \"total\")"));
        Path table = Files.createDirectories(now.resolve("tables")).resolve("least.csv");
        Files.writeString(table, "key,total\nall,100\n");
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "before");
        Files.writeString(table, "key,total\nall,200\n");

        assertThat(run("--against", "HEAD")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("+0 new, −1 lost**, 1 same");
        Files.writeString(table, "key,total\nall\n");
        assertThat(run("--against", "HEAD")).isEqualTo(2);
        assertThat(err.toString()).contains("the rules of --pack have errors: shop/tables/least.csv:2:");
    }

    @Test
    void rules_that_fail_at_nearly_everything_are_told_in_a_sentence() throws IOException {
        String failing = RULES.replace("rule \"big\"", """
                declare Mark @role( event ) @timestamp( at ) @expires( 1m ) at : long end
                rule "big\"""")
                .replace(
                        "hub.start",
                        "insert( new Mark( $e.getTime() ) ); if (true) throw new IllegalStateException(); hub.start");
        Files.writeString(now.resolve("rules.drl"), failing.formatted("0"));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_002; i++) {
            many.append("{\"id\":\"")
                    .append(i)
                    .append("\",\"source\":\"s\",\"type\":\"order.placed\",\"at\":1,\"data\":{\"total\":9}}\n");
        }
        Files.writeString(events, many);

        assertThat(run("--against", old.toString(), "--partitions", "1")).isEqualTo(2);
        assertThat(err.toString()).startsWith("signalbox: the back-test was given up: partition 0: its rules failed");
    }

    private void git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", now.toString()));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void what_cannot_begin_ends_with_2_and_says_why() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--against", old.toString(), "--partitions", "0")).isEqualTo(2);
        Files.writeString(events, "{\"id\":\"a\",\"source\":\"s\",\"type\":\"t\"}\n");
        assertThat(run("--against", old.toString())).isEqualTo(2);
        Files.writeString(events, "\n");
        assertThat(run("--against", old.toString())).isEqualTo(2);
        Files.delete(events);
        assertThat(run("--against", old.toString())).isEqualTo(2);
        Files.writeString(now.resolve("rules.drl"), RULES.replace("then", "than"));
        assertThat(run("--against", old.toString())).isEqualTo(2);

        assertThat(err.toString())
                .contains("--against")
                .contains("wanted --partitions from 1")
                .contains("line 1 has no \"at\"")
                .contains("there is no event in")
                .contains("check --events")
                .contains("the rules of --pack have errors: shop/rules.drl:");
    }
}
