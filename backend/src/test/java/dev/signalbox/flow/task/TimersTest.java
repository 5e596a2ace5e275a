package dev.signalbox.flow.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.process.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TimersTest {

    @Test
    void any_mix_of_adding_moving_and_removing_fires_each_timer_once_at_its_last_time() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            Timers timers = new Timers();
            Map<Timer, Long> model = new HashMap<>();
            long now = 0;

            for (int step = 0; step < 400; step++) {
                Timer timer = new Timer("3-a" + chance.nextInt(20), "/do/0/wait", 1, 1);
                switch (chance.nextInt(4)) {
                    case 0 -> now = fire(timers, model, now + chance.nextInt(30), seed);
                    case 1 -> forget(timers, model, timer);
                    default -> put(timers, model, timer, now + 1 + chance.nextInt(100));
                }
                Long earliest = model.values().stream().min(Long::compare).orElse(null);
                assertThat(timers.next()).as("seed %d", seed).isEqualTo(earliest);
                assertThat(timers.size()).isEqualTo(model.size());
            }
        }
    }

    @Test
    void a_timer_reads_as_it_was_written_even_with_bars_in_its_path() {
        Timer timer = new Timer("3-x", "/do/0/a|b|1", 2, 7);

        assertThat(Timer.of(timer.member())).isEqualTo(timer);
    }

    @Test
    void the_timeout_of_a_task_and_of_the_whole_instance_read_as_they_were_written() {
        Timer task = new Timer("3-x", "/do/0/a", 2, Effect.Timer.DEADLINE);
        Timer whole = new Timer("3-x", "", 1, Effect.Timer.DEADLINE);

        assertThat(Timer.of(task.member())).isEqualTo(task);
        assertThat(Timer.of(whole.member())).isEqualTo(whole);
    }

    @Test
    void after_a_long_absence_so_many_at_a_time_are_due_and_none_is_left_out() {
        Timers timers = new Timers();
        for (int i = 0; i < 1_000; i++) {
            timers.add(new Timer("i" + i, "/do/0/wait", 1, 1), i % 7);
        }

        List<Timer> all = new ArrayList<>();
        for (List<Timer> due = timers.due(10, 256); !due.isEmpty(); due = timers.due(10, 256)) {
            assertThat(due).hasSizeLessThanOrEqualTo(256);
            all.addAll(due);
        }

        assertThat(all).doesNotHaveDuplicates().hasSize(1_000);
        assertThat(timers.next()).isNull();
    }

    private static void put(Timers timers, Map<Timer, Long> model, Timer timer, long due) {
        timers.add(timer, due);
        model.put(timer, due);
    }

    private static void forget(Timers timers, Map<Timer, Long> model, Timer timer) {
        timers.remove(timer);
        model.remove(timer);
    }

    private static long fire(Timers timers, Map<Timer, Long> model, long now, long seed) {
        List<Timer> due = timers.due(now, Integer.MAX_VALUE);
        assertThat(due.stream().map(model::get)).as("seed %d", seed).isSorted().allMatch(time -> time <= now);
        due.forEach(model::remove);
        assertThat(model.values()).as("seed %d", seed).allMatch(time -> time > now);
        return now;
    }
}
