package dev.signalbox.proof.prove.fault.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.proof.prove.fault.TestRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private Shim.Loadable shim;

    @BeforeEach
    void compile() throws Exception {
        Shim made = Shim.make(folder, TestRedis.binary());
        if (made instanceof Shim.Absent absent) {
            assertThat(System.getenv("CI")).as(absent.why()).isNotEqualTo("true");
            assumeTrue(false, absent.why());
        }
        shim = (Shim.Loadable) made;
    }

    @Test
    void with_a_sync_after_each_write_nothing_acknowledged_is_lost() throws Exception {
        try (TestRedis redis = TestRedis.start(folder.resolve("always"), "always", shim.environment())) {
            write(redis, WRITES);
            redis.kill();

            List<PowerLoss.Torn> torn = new PowerLoss(shim).strike(redis.folder());
            redis.restart();

            assertThat(torn).singleElement().satisfies(one -> assertThat(one.synced())
                    .isPositive());
            assertThat(redis.ask("GET", "n")).isEqualTo("" + WRITES);
        }
    }

    @Test
    void with_a_sync_each_second_acknowledged_writes_are_lost() throws Exception {
        try (TestRedis redis = TestRedis.start(folder.resolve("everysec"), "everysec", shim.environment())) {
            long lost = 0;
            for (int tries = 0; lost == 0 && tries < 5; tries++) {
                write(redis, WRITES);
                redis.kill();
                long written = Files.size(redis.aof());
                lost = new PowerLoss(shim).strike(redis.folder()).get(0).lost();
                assertThat(Files.size(redis.aof())).isEqualTo(written - lost);
                redis.restart();
            }

            assertThat(lost).isPositive();
            assertThat(Long.parseLong("0" + redis.ask("GET", "n"))).isLessThan(WRITES);
        }
    }

    @Test
    void what_was_never_synced_is_lost_whole() throws Exception {
        try (TestRedis redis = TestRedis.start(folder.resolve("no"), "no", shim.environment())) {
            write(redis, 10);
            redis.kill();

            assertThat(new PowerLoss(shim).strike(redis.folder()))
                    .singleElement()
                    .satisfies(one -> assertThat(one.synced()).isZero());
            redis.restart();

            assertThat(redis.ask("EXISTS", "n")).isEqualTo("0");
        }
    }

    @Test
    void a_program_that_loads_nothing_is_told_apart() throws Exception {
        Path fixed = folder.resolve("fixed");
        Path source = Files.writeString(folder.resolve("fixed.c"), "int main(void) { return 0; }");
        Shim.Ran compiled =
                Shim.Ran.of(java.util.Map.of(), List.of("gcc", "-static", "-o", fixed.toString(), source.toString()));
        assumeTrue(compiled.code() == 0, "this gcc links nothing statically: " + compiled.output());

        assertThat(Shim.make(folder, fixed))
                .isInstanceOfSatisfying(
                        Shim.Absent.class, absent -> assertThat(absent.why()).contains("linked statically"));
    }

    /** Each is acknowledged before the next. */
    private static void write(TestRedis redis, int times) throws Exception {
        try (var line = redis.connect()) {
            for (int i = 0; i < times; i++) {
                line.ask("INCR", "n");
            }
        }
    }
}
