package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each code of a diagnosis is explained in the docs, and none that is gone. */
final class DiagnosticPagesTest {

    private static final Path PAGE = Path.of("../webui/docs/diagnostics.md");
    private static final Pattern CODE = Pattern.compile(
            "(?:\\bSaid\\.of\\(|Diagnostic\\.(?:error|warning|info)\\(|\\brefuse\\(|\\bneed\\(|\\btold\\(token|\"(?:error|warning)\",)"
                    + "(?:'\"'|\"str\\[\"|[^\";])*?\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern SCHEMA = Pattern.compile("\"(schema-[a-z]+)\"");
    private static final Pattern SECTION = Pattern.compile("(?m)^### `([a-z-]+)`$");

    @Test
    void every_code_has_its_section_and_every_section_its_code() throws IOException {
        Set<String> codes = new TreeSet<>(Set.of("no-modify", "no-update", "no-delete", "no-retract"));
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/signalbox/rulebook"))) {
            files.forEach(file -> codes.addAll(found(CODE, file)));
        }
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/signalbox/schema"))) {
            files.forEach(file -> codes.addAll(found(SCHEMA, file)));
        }
        codes.addAll(found(CODE, Path.of("src/main/java/dev/signalbox/Texts.java")));
        codes.addAll(found(CODE, Path.of("src/main/java/dev/signalbox/SinkUse.java")));
        codes.addAll(found(CODE, Path.of("src/main/java/dev/signalbox/SecretUse.java")));
        codes.removeAll(Set.of("error", "warning", "info"));

        assertThat(codes).hasSizeGreaterThan(60);
        assertThat(found(SECTION, PAGE)).containsExactlyInAnyOrderElementsOf(codes);
    }

    private static Set<String> found(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file))
                    .results()
                    .map(result -> result.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
