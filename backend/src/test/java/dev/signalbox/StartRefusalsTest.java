package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.config.DataFolder;
import dev.signalbox.config.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Every wrong start ends with its code and one sentence that says what to do. */
class StartRefusalsTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            USAGE         | --admin-prot 1                        | did you mean --admin-host or --admin-port
            USAGE         | --admin-port                          | PORT
            USAGE         | --admin-port 1 --admin-port 2         | only once
            USAGE         | --admin-port http                     | admin.port must be a whole number from 0 to 65535, but it is "http" (--admin-port)
            USAGE         | --ingest-port 70000                   | ingest.port must be a whole number from 0 to 65535
            USAGE         | --partitions 0                        | partitions must be a whole number from 1 to 256
            USAGE         | --lease soon                          | lease must be a duration such as 500ms, 5s, 30m, 12h or 7d, but it is "soon"
            USAGE         | --lease 1ms                           | lease must be from 200ms to 5m
            USAGE         | --dedupe-window 0s                    | dedupe-window must be from 1s to 365d
            USAGE         | --retention 7                         | retention must be a duration
            USAGE         | --archive-size 10gb                   | archive.size must be a size such as 0, 512m, 10g or 1t, but it is "10gb"
            USAGE         | --archive-age 0s                      | archive.age must be from 1s to 3650d
            USAGE         | --durability sometimes                | durability must be always, relaxed or unverified
            USAGE         | --redis localhost                     | redis must be a URL such as redis://127.0.0.1:6379
            USAGE         | --egress-allow http://a               | egress.allow takes HOST, HOST:PORT or CIDR[:PORT]
            USAGE         | --log xml                             | log must be text or json, but it is "xml"
            USAGE         | --admin-host http://a                 | admin.host must be a host name or an address without a scheme
            CONFIGURATION | --redis env:SIGNALBOX_NOWHERE         | that variable is not set
            CONFIGURATION | --redis file:nowhere                  | that file cannot be read
            CONFIGURATION | --admin-host 0.0.0.0                  | give --admin-token-file FILE
            CONFIGURATION | --admin-host nowhere.invalid          | is not known to this machine
            CONFIGURATION | --ingest-port 8080                    | admin.port and ingest.port are both 8080
            CONFIGURATION | --packs no/such/pack                  | is not there: give the folder that holds rules.drl
            CONFIGURATION | --config nowhere.yaml                 | the file
            """)
    void a_wrong_flag_is_refused_in_one_sentence(ExitCode code, String flags, String sentence) {
        List<String> args =
                new ArrayList<>(List.of("run", "--data", folder.resolve("data").toString()));
        args.addAll(List.of(flags.split(" ")));

        Ended ended = execute(args);

        assertThat(ended.told()).contains(sentence).doesNotContain("\tat ");
        assertThat(ended.code()).isEqualTo(code.code());
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            admin.prot: 1                     | line 1 has an unknown key admin.prot - did you mean admin.port?
            admin: {prot: 1}                  | line 1 has an unknown key admin.prot - did you mean admin.port?
            lease: soon                       | lease must be a duration
            lease: [1s, 2s]                   | must give lease one value
            just text                         | must hold settings as "key: value"
            admin.port: [                     | is no YAML
            packs-win: maybe                  | packs-win must be true or false
            redis: redis://a:pass@host:1      | write env:NAME or file:/path instead
            """)
    void a_wrong_file_is_refused_with_its_line(String yaml, String sentence) throws IOException {
        Path file = Files.writeString(folder.resolve("signalbox.yaml"), yaml);

        Ended ended = execute(List.of("run", "--config", file.toString()));

        assertThat(ended.told()).contains(sentence).doesNotContain("pass@");
        assertThat(ended.code()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    @Test
    void a_second_hub_on_the_same_data_is_refused() throws IOException {
        try (DataFolder first = DataFolder.open(folder.resolve("data"), new SecureRandom())) {
            Ended ended = execute(List.of("run", "--data", first.path().toString()));

            assertThat(ended.code()).isEqualTo(ExitCode.LOCKED.code());
            assertThat(ended.told())
                    .contains("another hub (pid " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void data_that_cannot_be_written_is_refused() throws IOException {
        Path closed = Files.createFile(folder.resolve("a-file"));

        Ended ended = execute(List.of("run", "--data", closed.resolve("data").toString()));

        assertThat(ended.code()).isEqualTo(ExitCode.CANNOT_WRITE.code());
        assertThat(ended.told()).contains("cannot be written", "--data");
    }

    @Test
    void a_login_without_a_hub_says_how_to_start_one() {
        Ended ended = execute(List.of("login", "--data", folder.resolve("data").toString()));

        assertThat(ended.code()).isEqualTo(ExitCode.UNAVAILABLE.code());
        assertThat(ended.told()).contains("no hub runs on the data folder", "signalbox run");
    }

    private record Ended(int code, String told) {}

    private static Ended execute(List<String> args) {
        StringWriter told = new StringWriter();
        CommandLine line =
                Main.commandLine().setErr(new PrintWriter(told, true)).setOut(new PrintWriter(told, true));
        return new Ended(line.execute(args.toArray(String[]::new)), told.toString());
    }
}
