package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.HubProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the classes which the build has kept are those of this hub: a JVM ignores others without a word. */
final class StartsQuicklyIT {

    @Test
    @Timeout(60)
    void the_archive_of_classes_fits_the_jar() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xshare:on");
        command.addAll(HubProgram.words());
        command.add("--version");

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told).startsWith("signalbox ");
    }
}
