package dev.signalbox.proof.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.proof.prove.world.OwnStore;
import dev.signalbox.proof.prove.world.Resp;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loss of power takes what was not synced, all of it and nothing else; otherwise it would prove nothing. */
@Timeout(120)
class LossOfPowerTest {

    private static final int WRITES = 300;

    @TempDir
    Path folder;

    private PowerLoss loss;

    @BeforeEach
    void prepare() throws Exception {
        PowerLoss.Outcome outcome = PowerLoss.prepare(folder, redis());
        if (outcome instanceof PowerLoss.Outcome.Impossible not) {
            assertThat(System.getenv("CI")).as(not.why()).isNotEqualTo("true");
            assumeTrue(false, not.why());
        }
        loss = ((PowerLoss.Outcome.Ready) outcome).loss();
    }

    @Test
    void with_a_sync_after_each_write_nothing_acknowledged_is_lost() throws Exception {
        try (OwnStore redis = store("always")) {
            write(redis, WRITES);
            redis.kill();

            List<PowerLoss.Torn> torn = loss.strike(redis.folder());
            redis.start();

            assertThat(torn).singleElement().satisfies(one -> assertThat(one.synced())
                    .isPositive());
            assertThat(ask(redis, "GET", "n")).isEqualTo("" + WRITES);
        }
    }

    @Test
    void with_a_sync_each_second_acknowledged_writes_are_lost() throws Exception {
        try (OwnStore redis = store("everysec")) {
            long lost = 0;
            for (int tries = 0; lost == 0 && tries < 5; tries++) {
                write(redis, WRITES);
                redis.kill();
                lost = loss.strike(redis.folder()).get(0).lost();
                redis.start();
            }

            assertThat(lost).isPositive();
            assertThat(ask(redis, "GET", "n")).isNotEqualTo("" + WRITES);
        }
    }

    @Test
    void what_was_never_synced_is_lost_whole() throws Exception {
        try (OwnStore redis = store("no")) {
            write(redis, 10);
            redis.kill();

            assertThat(loss.strike(redis.folder())).singleElement().satisfies(one -> assertThat(one.synced())
                    .isZero());
            redis.start();

            assertThat(ask(redis, "EXISTS", "n")).isEqualTo("0");
        }
    }

    @Test
    void a_program_that_loads_nothing_is_told_apart() throws Exception {
        Path fixed = folder.resolve("fixed");
        Path source = Files.writeString(folder.resolve("fixed.c"), "int main(void) { return 0; }");
        Shim.Ran compiled = Shim.Ran.of(Map.of(), List.of("gcc", "-static", "-o", fixed.toString(), source.toString()));
        assumeTrue(compiled.code() == 0, "this gcc links nothing statically: " + compiled.output());

        assertThat(PowerLoss.prepare(folder, fixed))
                .isInstanceOfSatisfying(PowerLoss.Outcome.Impossible.class, not -> assertThat(not.why())
                        .contains("linked statically"));
    }

    private static Path redis() throws Exception {
        for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            Path found = Path.of(place, "redis-server");
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw new IllegalStateException("there is no redis-server on the PATH; install it");
    }

    private OwnStore store(String sync) throws Exception {
        OwnStore redis = new OwnStore(folder.resolve(sync));
        redis.kill();
        redis.startsWith(loss.environment(), List.of("--appendfsync", sync));
        redis.start();
        return redis;
    }

    /** Each is acknowledged before the next. */
    private static void write(OwnStore redis, int times) throws Exception {
        try (Resp line = redis.connect()) {
            for (int i = 0; i < times; i++) {
                line.ask("INCR", "n");
            }
        }
    }

    private static String ask(OwnStore redis, String... words) throws Exception {
        try (Resp line = redis.connect()) {
            return String.valueOf(line.ask(words));
        }
    }
}
