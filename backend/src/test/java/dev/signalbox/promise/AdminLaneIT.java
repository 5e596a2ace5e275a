package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.TestHub;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However busy the intake is, whoever looks after the hub gets an answer. */
class AdminLaneIT {

    private static final int LOOPS = 4 * Runtime.getRuntime().availableProcessors();

    @Test
    void the_admin_port_answers_while_every_loop_of_the_hub_is_held_up(@TempDir Path data) throws Exception {
        try (TestHub hub = TestHub.start(data, TestRedis.freePort())) {
            CountDownLatch held = new CountDownLatch(LOOPS);
            CountDownLatch done = new CountDownLatch(1);
            for (int i = 0; i < LOOPS; i++) {
                loop(hub.vertx(), held, done);
            }
            try {
                assertThat(hub.client().text("/health/live")).contains("live");
                assertThat(hub.client().text("/health/ready")).contains("state");
                assertThat(hub.client().get("/info").status()).isEqualTo(200);
                assertThat(hub.client().text("/metrics")).contains("signalbox_backlog_entries");
            } finally {
                done.countDown();
            }
            held.await();
        }
    }

    private static void loop(Vertx vertx, CountDownLatch held, CountDownLatch done) {
        ((VertxInternal) vertx).createEventLoopContext().runOnContext(go -> {
            held.countDown();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
