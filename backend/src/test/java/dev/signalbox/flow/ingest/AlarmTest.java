package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private final Vertx vertx = Vertx.vertx();
    private final Alarm alarm = new Alarm(vertx);
    private final List<String> fired = new ArrayList<>();
    private final CompletableFuture<Long> end = new CompletableFuture<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void only_what_was_set_last_goes_off_and_not_before_its_time() throws Exception {
        long start = System.nanoTime();

        vertx.runOnContext(go -> {
            alarm.set(20, () -> fired.add("first"));
            alarm.set(150, () -> end.complete(System.nanoTime() - start));
        });

        assertThat(end.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(150));
        assertThat(fired).isEmpty();
    }

    @Test
    void one_that_is_set_earlier_does_not_wait_for_the_one_before() throws Exception {
        vertx.runOnContext(go -> {
            alarm.set(600_000, () -> fired.add("late"));
            alarm.set(1, () -> end.complete(0L));
        });

        end.get(10, TimeUnit.SECONDS);
        assertThat(fired).isEmpty();
    }

    @Test
    void one_that_is_taken_back_goes_off_only_when_it_is_set_again() throws Exception {
        vertx.runOnContext(go -> {
            alarm.set(10, () -> fired.add("taken back"));
            alarm.clear();
            vertx.setTimer(60, later -> alarm.set(1, () -> end.complete(0L)));
        });

        end.get(10, TimeUnit.SECONDS);
        assertThat(fired).isEmpty();
    }
}
