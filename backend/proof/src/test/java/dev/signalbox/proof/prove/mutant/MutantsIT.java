package dev.signalbox.proof.prove.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mutant is found with its recorded seed, and in the hub without a bug the same plans find nothing. */
final class MutantsIT {

    private static final Path JAR = Path.of(System.getProperty("signalbox.jar")).toAbsolutePath();
    private static final Path SOURCES = Path.of("").toAbsolutePath().resolveSibling("src/main/java");
    private static final int AT_A_TIME = 2;
    private static final long SEED = 1;

    @TempDir
    private static Path folder;

    private static final ExecutorService POOL = Executors.newFixedThreadPool(AT_A_TIME);
    private static final Map<String, Future<Catch>> HUNTS = new LinkedHashMap<>();
    private static final Map<String, Future<Catch>> CONTROLS = new LinkedHashMap<>();

    @BeforeAll
    static void start_them_all() {
        Hunter hunter = new Hunter(SOURCES, JAR, folder, InstantSource.system(), line -> {});
        for (Hunter.Control control : hunter.controls(Mutants.all(), SEED)) {
            CONTROLS.put(control.plan().profile(), submitted(() -> hunter.control(control)));
        }
        for (Mutant mutant : Mutants.all()) {
            HUNTS.put(mutant.name(), submitted(() -> hunter.hunt(mutant, mutant.seed())));
        }
    }

    private static Future<Catch> submitted(Callable<Catch> run) {
        return POOL.submit(run);
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    static Stream<String> mutants() {
        return HUNTS.keySet().stream();
    }

    static Stream<String> controls() {
        return CONTROLS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("controls")
    void in_the_hub_without_a_bug_nothing_is_found(String control) throws Exception {
        Catch found = CONTROLS.get(control).get();

        assertThat(found.found()).as(found.line()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_is_found(String mutant) throws Exception {
        Catch found = HUNTS.get(mutant).get();

        assertThat(found.found()).as(found.line()).isTrue();
    }
}
