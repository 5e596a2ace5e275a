package dev.signalbox.flow.task;

import static dev.signalbox.flow.task.Instances.failing;
import static dev.signalbox.flow.task.Instances.id;
import static dev.signalbox.flow.task.Instances.instance;
import static dev.signalbox.flow.task.Instances.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.EventId;
import dev.signalbox.flow.job.Job;
import dev.signalbox.flow.job.Letters;
import dev.signalbox.flow.job.Order;
import dev.signalbox.flow.job.StoredJobs;
import dev.signalbox.flow.job.Working;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.journal.PartitionKey;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.RedisDeadLetters.Group;
import dev.signalbox.testing.ArmedFailpoints;
import dev.signalbox.testing.Until;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedriveTest {

    private static final long NOW = 4_000_000_000_000L;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(NOW));
    private static final Order PLAIN = new Order(Order.Kind.REDRIVE, 10_000, 0, false, null, "");
    private static RedisFixture fixture;
    private final Map<EventId, Offer> accepted = Collections.synchronizedMap(new LinkedHashMap<>());
    private final ArmedFailpoints failpoints = new ArmedFailpoints();
    private volatile boolean refusing;
    private RedisDeadLetters dead;
    private StoredJobs jobs;
    private Working working;

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
        dead = new RedisDeadLetters(fixture.link, fixture.keys, RedisFixture.PARTITIONS);
        jobs = new StoredJobs(fixture.link, fixture.keys, RedisFixture.PARTITIONS, CLOCK, new SplittableRandom(1));
        working = worker();
    }

    private Working worker() {
        return new Working(new Working.Parts(fixture.vertx, jobs, journal(), CLOCK, failpoints, id -> true));
    }

    @Test
    void dead_letters_are_listed_newest_first_and_grouped_by_their_cause() {
        bury(5, "answered 503", 503);
        bury(3, "answered 404", 404);

        List<Group> groups = dead.groups().await();
        Page<DeadLetter> first = dead.list(null, 3, null).await();
        Page<DeadLetter> second = dead.list(null, 10, first.next()).await();

        assertThat(groups).extracting(Group::count).containsExactly(3, 5);
        assertThat(first.items()).hasSize(3).isSortedAccordingTo((a, b) -> Long.compare(b.at(), a.at()));
        assertThat(second.items()).hasSize(5).doesNotContainAnyElementsOf(first.items());
        assertThat(second.next()).isNull();
        assertThat(dead.list(groups.get(1).fingerprint(), 10, null).await().items())
                .hasSize(5)
                .allMatch(one -> one.cause().status() == 503);
    }

    @Test
    void a_group_is_put_back_whole_and_twice_is_once() {
        bury(300, "answered 503", 503);
        bury(2, "answered 404", 404);
        String fingerprint = dead.groups().await().get(1).fingerprint();

        Job first = settle(begin(group(fingerprint), PLAIN));
        Job second = settle(begin(group(fingerprint), PLAIN));

        assertThat(first.count()).isEqualTo(300);
        assertThat(first.progress().handed()).isEqualTo(300);
        assertThat(second.progress().handed()).isEqualTo(300);
        assertThat(accepted).hasSize(300);
        assertThat(accepted.values()).allSatisfy(offer -> {
            String home =
                    offer.envelope().data().json().path("instance").asText().substring(0, 1);
            assertThat(offer.kind()).isEqualTo(Kind.REDRIVE);
            assertThat(Integer.toString(partitionOf(offer.key()))).isEqualTo(home);
        });
    }

    @Test
    void a_filter_selects_by_definition_task_type_and_time() {
        bury(5, "answered 503", 503);
        bury(3, "answered 404", 404);
        String type = dead.groups().await().get(0).latest().cause().type();

        assertThat(count(new Letters(List.of(), null, "shipping", "notify", "communication", 0, Long.MAX_VALUE)))
                .isEqualTo(8);
        assertThat(count(new Letters(List.of(), null, null, null, type, 0, Long.MAX_VALUE)))
                .isEqualTo(8);
        assertThat(count(new Letters(List.of(), null, null, null, null, NOW, NOW + 2)))
                .isEqualTo(2);
        assertThat(count(new Letters(List.of(), null, "other", null, null, 0, Long.MAX_VALUE)))
                .isZero();
        assertThat(count(new Letters(List.of(), null, null, null, "cation", 0, Long.MAX_VALUE)))
                .isZero();
    }

    private int count(Letters wanted) {
        return jobs.begin(wanted, PLAIN).await().map(Job::count).orElse(0);
    }

    @Test
    void a_step_whose_replies_are_lost_is_done_again_and_nothing_is_twice() {
        bury(2, "answered 503", 503);
        failpoints.loseAt("redrive.afterStart");

        Job job = settle(begin(group(dead.groups().await().get(0).fingerprint()), PLAIN));

        assertThat(job.state()).isEqualTo(Job.State.ENDED);
        assertThat(job.progress().handed()).isEqualTo(2);
        assertThat(accepted).hasSize(2);
        assertThat(failpoints.passes("redrive.afterStart")).isEqualTo(2);
    }

    @Test
    void another_hub_goes_on_where_one_has_left_a_job() {
        bury(300, "answered 503", 503);
        Order slow = new Order(Order.Kind.REDRIVE, 500, 0, false, null, "");
        Job job = begin(group(dead.groups().await().get(0).fingerprint()), slow);
        Until.holds("it has begun", SOON, () -> {
            working.look().await();
            return !accepted.isEmpty();
        });

        working.close();
        Until.holds("nobody works on it", SOON, () -> working.running() == 0);
        assertThat(found(job).state()).isEqualTo(Job.State.RUNNING);
        int left = accepted.size();
        working = worker();

        assertThat(settle(job).progress().handed()).isEqualTo(300);
        assertThat(left).isLessThan(300);
        assertThat(accepted).hasSize(300);
    }

    @Test
    void a_job_ends_when_so_many_are_dead_letters_again() {
        bury(20, "answered 503", 503);
        for (int n = 0; n < 3; n++) {
            Instance again = instance(id(n % 4, 503_000 + n), State.FAILED, NOW, 1);
            fixture.commit(null, failing(again, "answered 503", 503), NOW);
        }
        Letters wanted = new Letters(List.of(), null, null, null, null, 0, NOW);

        Job job = settle(begin(wanted, new Order(Order.Kind.REDRIVE, 30, 3, false, null, "")));

        assertThat(job.state()).isEqualTo(Job.State.STOPPED);
        assertThat(job.count()).isEqualTo(20);
        assertThat(job.progress().handed()).isLessThan(20);
        assertThat(jobs.find(job.id()).await().orElseThrow().again()).isEqualTo(3);
    }

    @Test
    void a_cancelled_job_hands_over_no_more() {
        bury(20, "answered 503", 503);
        Job job = begin(group(dead.groups().await().get(0).fingerprint()), PLAIN);

        assertThat(jobs.cancel(job.id()).await().orElseThrow().job().state()).isEqualTo(Job.State.CANCELLED);
        working.look().await();

        assertThat(working.running()).isZero();
        assertThat(accepted).isEmpty();
        assertThat(jobs.cancel("nonsense").await()).isEmpty();
    }

    @Test
    void an_empty_selection_is_no_job() {
        assertThat(jobs.begin(ids(List.of(id(0, 1), "nonsense", "9-x")), PLAIN).await())
                .isEmpty();
        assertThat(jobs.begin(group("abc"), PLAIN).await()).isEmpty();
        assertThat(jobs.list().await()).isEmpty();
    }

    @Test
    void while_the_journal_takes_nothing_a_job_says_why_and_goes_on_after_it() {
        bury(2, "answered 503", 503);
        refusing = true;
        Job job = begin(
                ids(dead.list(null, 10, null).await().items().stream()
                        .map(DeadLetter::id)
                        .toList()),
                PLAIN);
        working.look().await();

        Until.holds("it says why", SOON, () -> found(job).progress().trouble().equals("Redis is away"));
        assertThat(dead.list(null, 10, null).await().items()).hasSize(2);
        refusing = false;

        assertThat(settle(job).progress()).isEqualTo(new Job.Progress(2, ""));
    }

    @Test
    void an_instance_that_is_put_back_is_no_dead_letter_and_one_that_fails_again_is() {
        Instance failed = instance(id(1, 1), State.FAILED, NOW);
        Instance redriven = instance(id(1, 1), State.RUNNING, NOW, 1);
        fixture.commit(null, failing(failed, "answered 503", 503), NOW);

        fixture.commit(failed, to(redriven), NOW + 1);
        assertThat(dead.groups().await()).isEmpty();

        fixture.commit(redriven, failing(instance(id(1, 1), State.FAILED, NOW, 1), "answered 503", 503), NOW + 2);
        assertThat(dead.list(null, 10, null).await().items())
                .singleElement()
                .extracting(DeadLetter::redrives)
                .isEqualTo(1);
    }

    private static void bury(int count, String title, int status) {
        long at = NOW - status;
        for (int n = 0; n < count; n++) {
            Instance failed = instance(id(n % 4, status * 1_000 + n), State.FAILED, at + n);
            fixture.commit(null, failing(failed, title, status), status == 404 ? NOW + n : at);
        }
    }

    private Job begin(Letters wanted, Order order) {
        return jobs.begin(wanted, order).await().orElseThrow();
    }

    private static Letters group(String fingerprint) {
        return new Letters(List.of(), fingerprint, null, null, null, 0, Long.MAX_VALUE);
    }

    private static Letters ids(List<String> ids) {
        return new Letters(ids, null, null, null, null, 0, Long.MAX_VALUE);
    }

    private Job found(Job job) {
        return jobs.find(job.id()).await().orElseThrow().job();
    }

    private Job looked(Job job) {
        working.look().await();
        return found(job);
    }

    private Job settle(Job job) {
        return Until.value("its end", SOON, () -> looked(job), now -> now.state() != Job.State.RUNNING);
    }

    /** A journal that knows offers and their duplicates, and nothing else. */
    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (self, method, arguments) -> {
                    if (method.getName().equals("partitionOf")) {
                        return partitionOf((String) arguments[0]);
                    }
                    return Future.succeededFuture(((List<?>) arguments[0])
                            .stream().map(offer -> take((Offer) offer)).toList());
                });
    }

    private Offered take(Offer offer) {
        if (refusing) {
            return new Offered.Refused("journal_unavailable", "Redis is away", 1);
        }
        return accepted.putIfAbsent(offer.envelope().id(), offer) == null
                ? new Offered.Accepted(partitionOf(offer.key()), 1, NOW)
                : new Offered.Duplicate(partitionOf(offer.key()), 1, false);
    }

    private static int partitionOf(String key) {
        return PartitionKey.partition(key, RedisFixture.PARTITIONS);
    }
}
