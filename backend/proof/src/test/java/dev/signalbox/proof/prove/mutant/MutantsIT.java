package dev.signalbox.proof.prove.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mutant is found, beginning with its recorded seed, and in the hub without a bug what is special to these plans finds
 * nothing. The verdicts are told as they come.
 */
final class MutantsIT {

    /** Thirteen are hunted in every build; these by night, and by {@code signalbox prove --mutants}. */
    private static final Set<String> BY_NIGHT = Set.of(
            "answers-swapped",
            "dead-letter-twice",
            "dedupe-blind-within-a-flush",
            "duplicate-elsewhere",
            "error-taken-for-ack",
            "everysec",
            "key-of-each-attempt",
            "no-fence-and-random-ids",
            "pause-cut-short",
            "quarantine-dropped",
            "quarantine-overwritten",
            "running-forgotten",
            "source-ignored",
            "time-goes-back");

    /** Other faults strike the hub without a bug in tests of their own. */
    private static final Set<String> CONTROLLED = Set.of("commit-number-ignored", "no-fence", "random-ids");

    private static final Path JAR = Path.of(System.getProperty("signalbox.jar")).toAbsolutePath();
    private static final Path SOURCES = Path.of("").toAbsolutePath().resolveSibling("src/main/java");
    private static final int AT_A_TIME = 3;
    private static final long SEED = 1;

    @TempDir
    private static Path folder;

    private static final ExecutorService POOL = Executors.newFixedThreadPool(AT_A_TIME);
    private static final List<Run<Sought>> HUNTS = new ArrayList<>();
    private static final List<Run<Catch>> CONTROLS = new ArrayList<>();

    /** One that is under way. */
    private record Run<T>(String name, Future<T> result) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start_them_all() {
        Hunter hunter = new Hunter(SOURCES, JAR, folder, InstantSource.system(), line -> {});
        for (Mutant mutant : chosen(mutant -> !BY_NIGHT.contains(mutant.name()))) {
            HUNTS.add(new Run<>(mutant.name(), POOL.submit(() -> sought(hunter, mutant))));
        }
        for (Hunter.Control control : hunter.controls(chosen(mutant -> CONTROLLED.contains(mutant.name())), SEED)) {
            CONTROLS.add(new Run<>(control.plan().profile(), POOL.submit(() -> hunter.control(control))));
        }
    }

    private static List<Mutant> chosen(Predicate<Mutant> which) {
        return Mutants.all().stream().filter(which).toList();
    }

    private static Sought sought(Hunter hunter, Mutant mutant) throws Exception {
        Sought sought = Sought.by(hunter, mutant, mutant.seed());
        sought.tries().forEach(one -> System.out.println(one.line()));
        return sought;
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    static List<Run<Sought>> mutants() {
        return HUNTS;
    }

    static List<Run<Catch>> controls() {
        return CONTROLS;
    }

    @Test
    void what_is_left_to_the_night_is_known_by_name() {
        assertThat(Mutants.all().stream().map(Mutant::name)).containsAll(BY_NIGHT);
        assertThat(HUNTS).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_is_found(Run<Sought> mutant) throws Exception {
        Sought sought = mutant.result().get();

        assertThat(sought.found())
                .as(String.join("\n", Sought.table(List.of(sought))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("controls")
    void in_the_hub_without_a_bug_nothing_is_found(Run<Catch> control) throws Exception {
        Catch found = control.result().get();

        assertThat(found.found()).as(found.line()).isFalse();
    }
}
