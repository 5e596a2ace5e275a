package dev.signalbox.proof.prove.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mutant that one or two seeds must find is found with its recorded one, and in the hub without a bug the same plans
 * find nothing. What needs more seeds is hunted by {@code signalbox prove --mutants}.
 */
@Tag("long")
final class MutantsIT {

    private static final Path JAR = Path.of(System.getProperty("signalbox.jar")).toAbsolutePath();
    private static final Path SOURCES = Path.of("").toAbsolutePath().resolveSibling("src/main/java");
    private static final int AT_A_TIME = 2;
    private static final long SEED = 1;
    private static final int FEW_SEEDS = 2;

    @TempDir
    private static Path folder;

    private static final ExecutorService POOL = Executors.newFixedThreadPool(AT_A_TIME);
    private static final List<Run> HUNTS = new ArrayList<>();
    private static final List<Run> CONTROLS = new ArrayList<>();

    /** One that is under way. */
    private record Run(String name, Future<Catch> result) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start_them_all() {
        Hunter hunter = new Hunter(SOURCES, JAR, folder, InstantSource.system(), line -> {});
        for (Hunter.Control control : hunter.controls(Mutants.all(), SEED)) {
            CONTROLS.add(new Run(control.plan().profile(), submitted(() -> hunter.control(control))));
        }
        List<Mutant> mutants = Mutants.all().stream()
                .filter(mutant -> mutant.seeds() <= FEW_SEEDS)
                .toList();
        for (Mutant mutant : mutants) {
            HUNTS.add(new Run(mutant.name(), submitted(() -> hunter.hunt(mutant, mutant.seed()))));
        }
    }

    private static Future<Catch> submitted(Callable<Catch> run) {
        return POOL.submit(run);
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    static List<Run> mutants() {
        return HUNTS;
    }

    static List<Run> controls() {
        return CONTROLS;
    }

    @ParameterizedTest
    @MethodSource("controls")
    void in_the_hub_without_a_bug_nothing_is_found(Run control) throws Exception {
        Catch found = control.result().get();

        assertThat(found.found()).as(found.line()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_is_found(Run mutant) throws Exception {
        Catch found = mutant.result().get();

        assertThat(found.found()).as(found.line()).isTrue();
    }
}
