package dev.signalbox.proof.prove.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mutant that no longer fits its source is no mutant any more, and says so. */
final class MutantsTest {

    private static final Path SOURCES = Path.of("").toAbsolutePath().resolveSibling("src/main/java");

    static Stream<Mutant> mutants() {
        return Mutants.all().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void every_patch_still_applies(Mutant mutant) throws IOException {
        Overlay overlay = new Overlay(SOURCES, Path.of("unused"));

        assertThat(mutant.patches()).isNotEmpty();
        for (Patch patch : mutant.patches()) {
            String source = Files.readString(SOURCES.resolve("dev/signalbox").resolve(patch.file()));
            assertThat(overlay.patched(mutant, patch.file())).isNotEqualTo(source);
        }
    }

    @Test
    void there_are_at_least_ten_and_some_are_pairs() {
        assertThat(Mutants.all()).hasSizeGreaterThan(10);
        assertThat(Mutants.all()).anyMatch(mutant -> mutant.patches().size() > 1);
    }

    @Test
    void old_lines_that_are_gone_or_not_alone_are_told() {
        Patch patch = new Patch("a/B.java", "two\n", "2\n");

        assertThat(patch.applyTo("one\ntwo\nthree\n", "m")).isEqualTo("one\n2\nthree\n");
        assertThatThrownBy(() -> patch.applyTo("one\n", "m")).hasMessageContaining("m no longer applies");
        assertThatThrownBy(() -> patch.applyTo("two\ntwo\n", "m")).hasMessageContaining("more often");
    }

    @Test
    void a_mutant_is_read_with_its_hunt() {
        Mutant mutant = Mutant.read("m", """
                bug: it is wrong
                hubs: 2
                faults: FLT-02:a.b:halt=3 FLT-07=1
                options: --lease 1s
                seconds: 4
                seeds: 2
                seed: 5
                --- a/B.java
                  old
                +++
                  new
                --- c.lua
                gone
                +++
                """);

        assertThat(mutant.patches())
                .isEqualTo(List.of(new Patch("a/B.java", "  old\n", "  new\n"), new Patch("c.lua", "gone\n", "")));
        assertThat(mutant.hunt().faults()).containsEntry("FLT-02:a.b:halt", 3).containsEntry("FLT-07", 1);
        assertThat(mutant.hunt().options()).containsExactly("--lease", "1s");
        assertThat(List.of(mutant.hunt().hubs(), mutant.seeds(), (int) mutant.seed()))
                .containsExactly(2, 2, 5);
    }
}
