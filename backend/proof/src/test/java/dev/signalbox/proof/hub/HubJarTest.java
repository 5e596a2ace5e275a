package dev.signalbox.proof.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubJarTest {

    @TempDir
    Path folder;

    @Test
    void a_jar_without_kept_classes_is_run_as_it_is() {
        assertThat(HubJar.words(folder.resolve("hub.jar"))).containsExactly("-jar", folder.resolve("hub.jar") + "");
    }

    @Test
    void its_own_kept_classes_are_used_and_both_are_named_as_in_the_build() throws Exception {
        Path archive = Files.createFile(folder.resolve("hub.jsa"));
        Path roundabout = Files.createDirectory(folder.resolve("proof")).resolve("../hub.jar");

        assertThat(HubJar.words(roundabout))
                .startsWith("-XX:SharedArchiveFile=" + archive)
                .endsWith("-jar", folder.resolve("hub.jar") + "");
        assertThat(HubJar.words(folder.resolve("other.jar"))).doesNotContain("-XX:SharedArchiveFile=" + archive);
    }
}
