package dev.signalbox.proof.shim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.proof.prove.world.OwnStore;
import dev.signalbox.proof.prove.world.Resp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each sync takes as much longer as was asked for, and only a sync does. */
@Timeout(120)
class SlowDiskTest {

    private static final int WRITES = 20;
    private static final Duration LONGER = Duration.ofMillis(50);

    @TempDir
    Path folder;

    @Test
    void each_acknowledged_write_waits_for_a_slow_sync() throws Exception {
        Shim.Loadable slow = slow();

        assertThat(written(slow, "always")).isGreaterThanOrEqualTo(LONGER.multipliedBy(WRITES));
    }

    @Test
    void what_is_not_synced_does_not_wait() throws Exception {
        Shim.Loadable slow = slow();

        Duration unsynced = written(slow, "no");

        assertThat(unsynced).isLessThan(written(slow, "always"));
    }

    private Shim.Loadable slow() throws Exception {
        Shim shim = Shim.make(Shim.SLOW, folder);
        if (shim instanceof Shim.Absent not) {
            assertThat(System.getenv("CI")).as(not.why()).isNotEqualTo("true");
            assumeTrue(false, not.why());
        }
        return (Shim.Loadable) shim;
    }

    /** How long writes took that were made one after the other. */
    private Duration written(Shim.Loadable slow, String sync) throws Exception {
        try (OwnStore redis = new OwnStore(folder.resolve(sync))) {
            redis.kill();
            redis.startsWith(
                    slow.environment("PROVE_SLOW_SYNC", LONGER.toMillis() * 1_000), List.of("--appendfsync", sync));
            redis.start();
            try (Resp line = redis.connect()) {
                long start = System.nanoTime();
                for (int i = 0; i < WRITES; i++) {
                    line.ask("INCR", "n");
                }
                return Duration.ofNanos(System.nanoTime() - start);
            }
        }
    }
}
