package dev.signalbox.flow.task;

import static dev.signalbox.flow.task.Instances.id;
import static dev.signalbox.flow.task.Instances.instance;
import static dev.signalbox.flow.task.Instances.place;
import static dev.signalbox.flow.task.Instances.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.process.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisInstancesTest {

    private static final long NOW = 4_000_000_000_000L;
    private static RedisFixture fixture;
    private RedisInstances instances;

    @BeforeAll
    static void start() {
        fixture = new RedisFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void empty() {
        fixture.redis.flush();
        instances = new RedisInstances(fixture.link, fixture.keys, RedisFixture.PARTITIONS);
    }

    @Test
    void paging_shows_every_instance_once_newest_first_even_when_many_began_together() {
        for (int n = 0; n < 600; n++) {
            fixture.commit(null, to(instance(id(n % 4, n), State.WAITING, NOW + n / 500)), NOW);
        }

        List<String> seen = new ArrayList<>();
        String next = null;
        do {
            Page<Instance> page = instances.list(Wanted.ALL, 70, next).await();
            page.items().forEach(one -> seen.add(one.born() + one.id()));
            next = page.next();
        } while (next != null);

        assertThat(seen).hasSize(600).doesNotHaveDuplicates();
        assertThat(seen.get(0)).startsWith(Long.toString(NOW + 1));
        assertThat(seen.get(599)).startsWith(Long.toString(NOW));
    }

    @Test
    void a_list_is_narrowed_by_definition_state_key_and_event() {
        fixture.commit(null, to(instance(id(0, 1), State.WAITING, NOW)), NOW);
        fixture.commit(null, to(instance(id(1, 2), State.RUNNING, NOW + 1)), NOW);
        Instance running = instance(id(2, 3), State.RUNNING, NOW + 2);
        fixture.commit(null, to(running), NOW);
        fixture.commit(running, to(instance(id(2, 3), State.FINISHED, NOW + 2)), NOW);

        assertThat(ids(new Wanted("shipping", null, null, null, null, null)))
                .containsExactly(id(2, 3), id(1, 2), id(0, 1));
        assertThat(ids(new Wanted("shipping", null, State.RUNNING, null, null, null)))
                .containsExactly(id(1, 2));
        assertThat(ids(new Wanted(null, null, State.FINISHED, null, null, null)))
                .containsExactly(id(2, 3));
        assertThat(ids(new Wanted(null, null, null, "order-1", null, null))).hasSize(3);
        assertThat(ids(new Wanted(null, null, null, null, "event-" + (NOW + 1), null)))
                .containsExactly(id(1, 2));
        assertThat(ids(new Wanted(null, 9, null, null, null, null))).isEmpty();
        assertThat(ids(new Wanted("other", null, null, null, null, null))).isEmpty();
    }

    @Test
    void what_has_failed_is_found_without_a_look_at_what_has_finished_since() {
        fixture.commit(null, to(instance(id(0, 0), State.FAILED, NOW)), NOW);
        for (int n = 1; n <= 300; n++) {
            fixture.commit(null, to(instance(id(n % 4, n), State.FINISHED, NOW + n)), NOW);
        }

        Page<Instance> page = instances
                .list(new Wanted(null, null, State.FAILED, null, null, null), 50, null)
                .await();

        assertThat(page.items()).extracting(Instance::id).containsExactly(id(0, 0));
        assertThat(page.next()).isNull();
        assertThat(page.scanned()).isOne();
    }

    @Test
    void an_expired_instance_is_skipped_and_leaves_the_index() {
        fixture.commit(null, to(instance(id(0, 1), State.WAITING, NOW)), NOW);
        fixture.redis.ask("DEL", fixture.keys.instance(0, id(0, 1)));

        assertThat(ids(Wanted.ALL)).isEmpty();

        assertThat(fixture.redis.ask("ZCARD", fixture.keys.instances(0))).isEqualTo("0");
    }

    @Test
    void the_next_owner_finds_what_is_running_and_every_timer() {
        String waiting = id(1, 1);
        fixture.commit(null, to(instance(waiting, State.WAITING, NOW, place("/do/0/wait", 1, NOW + 5))), NOW);
        fixture.commit(null, to(instance(id(1, 2), State.RUNNING, NOW)), NOW);

        Timers timers = instances.timers(1).await();

        assertThat(instances.running(1).await()).containsExactly(id(1, 2));
        assertThat(timers.due(NOW + 4, 9)).isEmpty();
        assertThat(timers.due(NOW + 5, 9)).containsExactly(new Timer(waiting, "/do/0/wait", 1, 1));
        assertThat(instances.timers(0).await().next()).isNull();
    }

    @Test
    void one_instance_is_found_with_its_timeline_and_nonsense_is_not() {
        fixture.commit(null, to(instance(id(3, 1), State.RUNNING, NOW)), NOW);

        assertThat(instances.load(id(3, 1)).await())
                .get()
                .extracting(Instance::id)
                .isEqualTo(id(3, 1));
        assertThat(instances.timeline(id(3, 1)).await())
                .containsExactly(new Step(7, "scheduled", "/do/0/notify", "notify", 1, null));
        assertThat(instances.load("../" + id(3, 1)).await()).isEmpty();
        assertThat(instances.load(id(3, 2)).await()).isEmpty();
        assertThatThrownBy(() -> list(Wanted.ALL, "nonsense").await()).isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> ids(Wanted wanted) {
        return list(wanted, null).await().items().stream().map(Instance::id).toList();
    }

    private io.vertx.core.Future<Page<Instance>> list(Wanted wanted, @Nullable String before) {
        return instances.list(wanted, 50, before);
    }
}
