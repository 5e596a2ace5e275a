package dev.signalbox.proof.prove.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OverlayIT {

    private static final Path JAR = Path.of(System.getProperty("signalbox.jar")).toAbsolutePath();

    @TempDir
    Path folder;

    static Stream<Mutant> mutants() {
        return Mutants.all().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void every_mutant_still_compiles_and_leaves_the_sources_alone(Mutant mutant) throws IOException {
        Path sources = Path.of("").toAbsolutePath().resolveSibling("src/main/java");
        String before = Files.readString(
                sources.resolve("dev/signalbox").resolve(mutant.patches().get(0).file()));

        String classPath = new Overlay(sources, JAR).build(mutant, folder);

        assertThat(classPath).endsWith(File.pathSeparator + JAR);
        for (Patch patch : mutant.patches()) {
            Path made =
                    folder.resolve("classes/dev/signalbox").resolve(patch.file().replace(".java", ".class"));
            assertThat(made).isRegularFile();
        }
        assertThat(sources.resolve("dev/signalbox")
                        .resolve(mutant.patches().get(0).file()))
                .hasContent(before);
    }
}
