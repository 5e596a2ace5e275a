package dev.signalbox.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void the_page_operations_has_a_line_for_every_code_and_no_other() throws IOException {
        Stream<String> told = Files.readString(Path.of("../webui/docs/operations.md"))
                .lines()
                .filter(line -> line.matches("\\| \\d+ +\\|.*"))
                .map(line -> line.split("\\|", -1)[1].strip());

        assertThat(told)
                .containsExactlyElementsOf(Stream.of(ExitCode.values())
                        .map(code -> Integer.toString(code.code()))
                        .toList());
    }
}
