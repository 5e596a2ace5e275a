package dev.signalbox.flow.task;

import static dev.signalbox.flow.task.Instances.failing;
import static dev.signalbox.flow.task.Instances.id;
import static dev.signalbox.flow.task.Instances.instance;
import static dev.signalbox.flow.task.Instances.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.EventId;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.State;
import dev.signalbox.flow.task.RedisDeadLetters.Group;
import dev.signalbox.testing.ArmedFailpoints;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedriveTest {

    private static final long NOW = 4_000_000_000_000L;
    private static RedisFixture fixture;

    private final Map<EventId, Offer> accepted = Collections.synchronizedMap(new LinkedHashMap<>());
    private final ArmedFailpoints failpoints = new ArmedFailpoints();
    private boolean refusing;
    private RedisDeadLetters dead;
    private RedisJobs jobs;
    private Redrive redrive;

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
        jobs = new RedisJobs(fixture.link, fixture.keys);
        redrive = new Redrive(dead, jobs, journal(), InstantSource.fixed(Instant.ofEpochMilli(NOW)), failpoints);
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
    void a_group_is_put_back_whole_and_twice_is_once() throws Exception {
        bury(300, "answered 503", 503);
        bury(2, "answered 404", 404);
        String fingerprint = dead.groups().await().get(1).fingerprint();

        Job first = settle(redrive.fingerprint(fingerprint).await().orElseThrow());
        Job second = settle(redrive.fingerprint(fingerprint).await().orElseThrow());

        assertThat(first.count()).isEqualTo(300);
        assertThat(first.done()).isEqualTo(300);
        assertThat(second.done()).isEqualTo(300);
        assertThat(accepted).hasSize(300);
        assertThat(accepted.values()).allSatisfy(offer -> {
            String home =
                    offer.envelope().data().json().path("instance").asText().substring(0, 1);
            assertThat(offer.kind()).isEqualTo(Kind.REDRIVE);
            assertThat(Integer.toString(partitionOf(offer.key()))).isEqualTo(home);
        });
    }

    @Test
    void a_job_that_lost_its_replies_says_so_and_asking_again_is_harmless() throws Exception {
        bury(2, "answered 503", 503);
        String fingerprint = dead.groups().await().get(0).fingerprint();
        failpoints.loseAt("redrive.afterStart");

        Job unknown = settle(redrive.fingerprint(fingerprint).await().orElseThrow());
        Job again = settle(redrive.fingerprint(fingerprint).await().orElseThrow());

        assertThat(unknown.failed()).isEqualTo(2);
        assertThat(again.done()).isEqualTo(2);
        assertThat(accepted).hasSize(2);
    }

    @Test
    void an_empty_selection_is_no_job() {
        assertThat(redrive.ids(List.of(id(0, 1), "nonsense", "9-x")).await()).isEmpty();
        assertThat(redrive.fingerprint("abc").await()).isEmpty();
        assertThat(jobs.load("nonsense").await()).isEmpty();
    }

    @Test
    void what_the_journal_refuses_stays_a_dead_letter_and_is_counted() throws Exception {
        bury(2, "answered 503", 503);
        refusing = true;
        List<String> ids = dead.list(null, 10, null).await().items().stream()
                .map(DeadLetter::id)
                .toList();

        Job job = settle(redrive.ids(ids).await().orElseThrow());

        assertThat(job.failed()).isEqualTo(2);
        assertThat(dead.list(null, 10, null).await().items()).hasSize(2);
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

    private Job settle(Job begun) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        Job job = begun;
        while (!job.ended()) {
            assertThat(System.nanoTime()).isLessThan(end);
            job = jobs.load(begun.id()).await().orElseThrow();
        }
        return job;
    }

    /** A journal that knows offers and their duplicates, and nothing else. */
    private Journal journal() {
        return (Journal) Proxy.newProxyInstance(
                Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (self, method, arguments) -> {
                    if (method.getName().equals("partitionOf")) {
                        return partitionOf((String) arguments[0]);
                    }
                    return Future.succeededFuture(take((Offer) arguments[0]));
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
        CRC32C crc = new CRC32C();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % RedisFixture.PARTITIONS);
    }
}
