package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The type of a problem is the address of a page: so each code of the sources has one, and no page is of a code that is gone. */
final class ErrorPagesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/signalbox");
    private static final Path PAGE = Path.of("../webui/docs/errors.md");
    private static final Pattern CODE = Pattern.compile(
            "(?:\\b[45]\\d\\d|\\b(?:Deferred|Refused|refused|bad|faulty|no)\\()[,\\s]*\"([a-z]+(?:_[a-z]+)*)\"");
    private static final Pattern SECTION = Pattern.compile("(?m)^### `([a-z_]+)`$");

    @Test
    void every_code_has_its_page_and_every_page_its_code() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String part : new String[] {"admin", "flow/ingest", "flow/journal", "flow/sink"}) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> codes.addAll(found(CODE, file)));
            }
        }

        assertThat(codes).hasSizeGreaterThan(30);
        assertThat(found(SECTION, PAGE)).containsExactlyInAnyOrderElementsOf(codes);
    }

    private static Set<String> found(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
