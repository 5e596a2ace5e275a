package dev.signalbox.flow.task;

import static dev.signalbox.flow.task.Instances.failing;
import static dev.signalbox.flow.task.Instances.id;
import static dev.signalbox.flow.task.Instances.instance;
import static dev.signalbox.flow.task.Instances.place;
import static dev.signalbox.flow.task.Instances.to;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Write;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.InstanceRecord;
import dev.signalbox.flow.process.Place;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Transition;
import dev.signalbox.redis.KeySpace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class InstanceWritesTest {

    private static final KeySpace KEYS = new KeySpace();
    private static final String ID = id(3, 1);
    private final InstanceWrites writes = new InstanceWrites(KEYS, Duration.ofDays(7));

    @Test
    void a_start_writes_instance_timeline_and_every_index() {
        Instance started = instance(ID, State.RUNNING, 100);

        List<Write> written = writes.of(null, to(started), 101);

        assertThat(written)
                .contains(
                        new Write.Put(KEYS.instance(3, ID), InstanceRecord.encode(started)),
                        new Write.Rank(KEYS.definitions(3), 0, "shipping"),
                        new Write.Rank(KEYS.instances(3), 100, ID),
                        new Write.Rank(KEYS.instances(3, "shipping", "running"), 100, ID),
                        new Write.Rank(KEYS.instancesByKey(3, "order-1"), 100, ID),
                        new Write.Rank(KEYS.instancesByEvent(3, "event-100"), 100, ID),
                        new Write.Rank(KEYS.running(3), 101, ID))
                .hasSize(8)
                .allMatch(write -> write.key().startsWith("sb:{p3}:"));
        assertThat(written.get(1)).isInstanceOf(Write.Line.class);
    }

    @Test
    void a_retry_moves_the_state_and_sets_a_timer_and_the_next_attempt_takes_it_back() {
        Instance running = instance(ID, State.RUNNING, 100, place("/do/0/notify", 1, 0));
        Instance retrying = instance(ID, State.RETRYING, 100, place("/do/0/notify", 1, 900));
        String member = ID + "|/do/0/notify|1|1";

        List<Write> failed = writes.of(running, to(retrying), 200);
        List<Write> again = writes.of(retrying, to(running), 900);

        assertThat(failed)
                .contains(
                        new Write.Unrank(KEYS.instances(3, "shipping", "running"), ID),
                        new Write.Rank(KEYS.instances(3, "shipping", "retrying"), 100, ID),
                        new Write.Unrank(KEYS.running(3), ID),
                        new Write.Rank(KEYS.timers(3), 900, member));
        assertThat(again).contains(new Write.Unrank(KEYS.timers(3), member), new Write.Rank(KEYS.running(3), 900, ID));
    }

    @Test
    void a_timeout_is_a_timer_of_its_own_beside_that_of_the_wait() {
        Place wait = place("/do/0/notify", 2, 900);
        Place limited = new Place(
                wait.path(), 1, 2, new Place.Times(0, 900, 5_000), wait.raw(), null, null, null, wait.before());
        Instance waiting = instance(ID, State.WAITING, 100, limited);
        Instance running = instance(ID, State.RUNNING, 100, place("/do/1/next", 1, 0));

        assertThat(writes.of(running, to(waiting), 200))
                .contains(
                        new Write.Rank(KEYS.timers(3), 900, ID + "|/do/0/notify|1|2"),
                        new Write.Rank(KEYS.timers(3), 5_000, ID + "|/do/0/notify|1|0"));
        assertThat(writes.of(waiting, to(running), 900))
                .contains(
                        new Write.Unrank(KEYS.timers(3), ID + "|/do/0/notify|1|2"),
                        new Write.Unrank(KEYS.timers(3), ID + "|/do/0/notify|1|0"));
    }

    @Test
    void a_finished_instance_expires_and_a_failed_one_waits_with_its_dead_letter() {
        Instance running = instance(ID, State.RUNNING, 100, place("/do/0/notify", 3, 0));
        long end = 1_100 + Duration.ofDays(7).toMillis();

        List<Write> finished = writes.of(running, to(instance(ID, State.FINISHED, 100)), 1_100);
        List<Write> failed = writes.of(running, failing(instance(ID, State.FAILED, 100), "answered 503", 503), 1_100);

        assertThat(finished)
                .contains(new Write.Expire(KEYS.instance(3, ID), end), new Write.Expire(KEYS.timeline(3, ID), end));
        assertThat(failed).noneMatch(write -> write instanceof Write.Expire);
        assertThat(failed).anyMatch(write -> write.key().equals(KEYS.dead(3)));
    }

    @Test
    void a_redrive_takes_the_dead_letter_away_and_another_failure_makes_another() {
        Instance failed = instance(ID, State.FAILED, 100);
        Instance redriven = instance(ID, State.RUNNING, 100, 1);
        DeadLetter first = dead(null, failing(failed, "answered 503", 503), 200);
        DeadLetter second = dead(redriven, failing(instance(ID, State.FAILED, 100, 1), "answered 503", 503), 300);

        List<Write> written = writes.of(failed, to(redriven), 250);

        assertThat(first.id()).startsWith("3-").hasSize(28).isNotEqualTo(second.id());
        assertThat(first.fingerprint()).isEqualTo(second.fingerprint());
        assertThat(written)
                .contains(
                        new Write.Remove(KEYS.dead(3), List.of(first.id())),
                        new Write.Unrank(KEYS.deadByTime(3), first.id()));
    }

    @Test
    void a_fingerprint_leaves_numbers_out_and_a_dead_letter_reads_as_it_was_written() {
        Instance failed = instance(ID, State.FAILED, 100);
        Instance before = instance(ID, State.RUNNING, 100, place("/do/0/notify", 3, 0));

        DeadLetter one = dead(before, failing(failed, "order 17 is gone", 404), 200);
        DeadLetter other = dead(before, failing(failed, "order 9 is gone", 404), 200);
        DeadLetter third = dead(before, failing(failed, "order 9 is gone", 500), 200);

        assertThat(one.fingerprint()).isEqualTo(other.fingerprint()).isNotEqualTo(third.fingerprint());
        assertThat(one.input()).hasToString("\"input of /do/0/notify\"");
        assertThat(DeadLetterJson.read(DeadLetterJson.write(one))).isEqualTo(one);
    }

    private static DeadLetter dead(@Nullable Instance before, Transition failing, long at) {
        return requireNonNull(DeadLetter.of(before, failing, at));
    }
}
