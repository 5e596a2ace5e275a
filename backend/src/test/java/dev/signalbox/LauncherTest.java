package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a java and a Maven that only write down how they were called. */
class LauncherTest {

    @TempDir
    Path folder;

    private Path home;
    private Path bin;

    @BeforeEach
    void a_repository_with_a_fresh_jar() throws IOException {
        home = Files.createDirectories(folder.resolve("a hub"));
        bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.copy(Path.of("../signalbox"), home.resolve("signalbox"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String source :
                new String[] {"pom.xml", ".mvn/x", "backend/pom.xml", "backend/src/main/A", "rules/c.drl", "webui/b.ts"
                }) {
            Path file = home.resolve(source);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        touch(
                Files.createFile(
                        Files.createDirectories(home.resolve("backend/target")).resolve("signalbox.jar")),
                60);
        java("exit 0");
        script("javac", "exit 0");
        script("mvn", "echo \"$@\" >> '" + folder + "/mvn'; echo '[INFO] Building Signalbox hub 1'");
    }

    @Test
    void the_exit_code_of_the_hub_is_that_of_the_launcher() throws Exception {
        java("exit 78");

        assertThat(launch("run").code()).isEqualTo(78);
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_hub_that_ended_by_its_watchdog_or_out_of_memory_is_started_again() throws Exception {
        java("case $n in 1) exit 70;; 2) exit 3;; *) exit 0;; esac");

        Ended ended = launch("run", "--packs", "rules/my pack");

        assertThat(ended.code()).isZero();
        assertThat(calls()).hasSize(3).allMatch(call -> call.endsWith("run --packs rules/my pack"));
        assertThat(ended.told()).contains("the hub ended with 70; starting it again (1 of 5)");
    }

    @Test
    void the_sixth_end_in_ten_minutes_is_the_last() throws Exception {
        java("exit 70");

        Ended ended = launch("run");

        assertThat(ended.code()).isEqualTo(70);
        assertThat(calls()).hasSize(6);
        assertThat(ended.told()).contains("giving up");
    }

    @Test
    void a_signal_reaches_the_hub_and_its_own_code_comes_back() throws Exception {
        java("trap 'exit 42' TERM; touch '" + folder + "/up'; while :; do read -t 1 < /dev/zero || true; done");
        Process launcher = process("run").start();
        await(folder.resolve("up"));

        launcher.destroy();

        assertThat(launcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(42);
    }

    @Test
    void only_what_is_stale_is_built() throws Exception {
        launch("config");
        assertThat(folder.resolve("mvn")).doesNotExist();

        touch(home.resolve("webui/b.ts"), 120);
        Ended ended = launch("config");

        assertThat(Files.readString(folder.resolve("mvn"))).contains("-pl backend -am package");
        assertThat(ended.told()).contains("signalbox: building the hub ...").doesNotContain("[INFO]");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void only_the_demo_makes_do_with_the_quick_compiler() throws Exception {
        launch("demo", "--break");
        launch("run");

        assertThat(calls()).hasSize(2);
        assertThat(calls().get(0)).contains("-XX:TieredStopAtLevel=1").endsWith("demo --break");
        assertThat(calls().get(1)).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void kept_classes_are_used_where_there_are_any() throws Exception {
        launch("run");
        Path archive = Files.createFile(home.resolve("backend/target/signalbox.jsa"));
        launch("run");

        assertThat(calls()).hasSize(2);
        assertThat(calls().get(0)).doesNotContain("SharedArchiveFile");
        assertThat(calls().get(1)).contains("-XX:SharedArchiveFile=" + archive).endsWith(" run");
    }

    @Test
    void a_build_that_had_nothing_to_do_leaves_the_time_of_the_jar() throws Exception {
        Path jar = home.resolve("backend/target/signalbox.jar");
        touch(jar, -60);
        FileTime before = Files.getLastModifiedTime(jar);

        launch("config");
        launch("config");

        assertThat(Files.readAllLines(folder.resolve("mvn"))).hasSize(1);
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(before);
    }

    @Test
    void bench_is_handed_to_the_proof_which_is_built_when_it_is_stale() throws Exception {
        Path jar = home.resolve("backend/proof/target/signalbox-proof.jar");
        Files.createDirectories(home.resolve("backend/proof/src/main"));
        Files.createFile(home.resolve("backend/proof/pom.xml"));
        script(
                "mvn",
                "mkdir -p '" + jar.getParent() + "'; touch '" + jar + "'; echo '[INFO] Building Signalbox proof 1'");

        Ended ended = launch("bench", "all", "--json", "my file");
        launch("bench", "ingest");

        assertThat(ended.told()).containsOnlyOnce("signalbox: building the proof ...");
        assertThat(calls())
                .hasSize(2)
                .first()
                .asString()
                .contains("-Dsignalbox.jar=" + home.resolve("backend/target/signalbox.jar"))
                .endsWith("-jar " + jar + " bench all --json my file");
    }

    @Test
    void prove_is_handed_to_the_proof_and_its_exit_code_comes_back() throws Exception {
        Path jar = Files.createDirectories(home.resolve("backend/proof/target")).resolve("signalbox-proof.jar");
        touch(Files.createFile(jar), 60);
        Files.createFile(
                Files.createDirectories(home.resolve("backend/proof/src/main")).resolve("A"));
        Files.createFile(home.resolve("backend/proof/pom.xml"));
        java("exit 2");

        Ended ended = launch("prove", "--profile", "pr");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(calls())
                .singleElement()
                .asString()
                .contains("-Dsignalbox.jar=" + home.resolve("backend/target/signalbox.jar"))
                .endsWith("-jar " + jar + " prove --profile pr");
    }

    @Test
    void a_broken_build_shows_its_errors_and_starts_nothing() throws Exception {
        script("mvn", "echo '[INFO] noise'; echo '[ERROR] A.java:[1] no such class'; exit 1");
        touch(home.resolve("backend/src/main/A"), 120);

        Ended ended = launch("run");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.told())
                .contains("A.java:[1] no such class", "the build failed")
                .doesNotContain("noise");
        assertThat(calls()).isEmpty();
    }

    @Test
    void an_old_java_is_refused_in_words() throws Exception {
        script("java", "echo 'openjdk version \"11.0.2\"' >&2");

        Ended ended = launch("run");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.told()).contains("Java 17 or newer is needed, but", "is 11", "JAVA_HOME");
    }

    private record Ended(int code, String told) {}

    private Ended launch(String... args) throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        Process launcher = process(args).redirectError(told.toFile()).start();
        assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(launcher.exitValue(), Files.readString(told));
    }

    private ProcessBuilder process(String... args) {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("signalbox").toString());
        builder.command().addAll(List.of(args));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().remove("JAVA_OPTS");
        return builder.directory(folder.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    /** A java of version 17 that counts its calls in $n. */
    private void java(String body) throws IOException {
        script(
                "java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; exit 0; fi\n"
                        + "echo \"$@\" >> '" + folder + "/java'; n=$(wc -l < '" + folder + "/java')\n" + body);
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/usr/bin/env bash\n" + body + '\n');
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> calls() throws IOException {
        Path java = folder.resolve("java");
        return Files.exists(java) ? Files.readAllLines(java) : List.of();
    }

    private static void touch(Path file, int secondsAhead) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(secondsAhead)));
    }

    private static void await(Path file) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as("waiting for " + file).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
