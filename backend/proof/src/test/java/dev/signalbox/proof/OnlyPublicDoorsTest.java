package dev.signalbox.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What proves the hub must not know it from inside. */
class OnlyPublicDoorsTest {

    private static final int MOST_LINES = 300;

    @Test
    void no_class_of_the_hub_is_imported() throws IOException {
        assertThat(sources()).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file))
                .doesNotContainPattern("(?m)^import (static )?dev\\.signalbox\\.(?!proof\\.)"));
    }

    @Test
    void no_class_of_the_hub_is_on_the_class_path() {
        assertThat(getClass().getClassLoader().getResource("dev/signalbox/Main.class"))
                .isNull();
    }

    @Test
    void files_are_short() throws IOException {
        assertThat(sources())
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src", "main"))) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
