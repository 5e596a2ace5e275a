package dev.signalbox.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.rulebook.Forms;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One back-test at a time; whatever its rules do, the next one runs. */
final class JobsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String RULE = "rule \"r\" when $e : Event( type == \"t\" ) then %s end\n";

    private final AtomicInteger paused = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private boolean hold;
    private final Jobs jobs = new Jobs(InstantSource.system(), new SplittableRandom(1), this::backlog);

    /** Asked after each page: where a test holds a job. */
    private long backlog() {
        paused.incrementAndGet();
        try {
            return hold && !held.await(20, TimeUnit.SECONDS) ? 1 : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @AfterEach
    void close() {
        held.countDown();
        jobs.close();
    }

    private static Law law(String then) {
        return new Law(Forms.rules("p", RULE.formatted(then)), name -> true);
    }

    private static Listed events(int count) {
        Listed listed = new Listed(1, key -> 0);
        for (int i = 0; i < count; i++) {
            Payload data = Payload.of(("{\"n\":" + i + '}').getBytes(StandardCharsets.UTF_8));
            var unusedEntry = listed.add(
                    new Envelope(new EventId("s", "", "e" + i), "t", "k", null, "application/json", data),
                    "k",
                    1_000L + i);
        }
        return listed;
    }

    private Job add(Listed recorded, Law before, Law after) {
        Span span = Span.last(recorded, 1_000_000);
        return jobs.add(new Job.Wanted("p", 1, 1, 0, span), new Backtest(recorded, before, after, span))
                .orElseThrow();
    }

    private static Result result(Job job) {
        return Objects.requireNonNull(job.result());
    }

    private static void over(Job job) {
        Until.holds("the end of the back-test", SOON, job::over);
    }

    @Test
    void a_draft_that_starts_something_else_is_told_by_what_became_of_each_start() {
        Job job = add(
                events(100),
                law("hub.start( \"a\" ).with( \"n\", $e.num( \"n\" ) );"),
                law(
                        "hub.start( $e.num( \"n\" ) < 10 ? \"b\" : \"a\" ).with( \"n\", $e.num( \"n\" ) > 97 ? 0 : $e.num( \"n\" ) );"));
        over(job);

        Counts total = result(job).total();
        assertThat(job.state()).isEqualTo(Job.State.FINISHED);
        assertThat(job.events()).isEqualTo(100);
        assertThat(total.fresh()).isEqualTo(10);
        assertThat(total.lost()).isEqualTo(10);
        assertThat(total.changed()).isEqualTo(2);
        assertThat(total.same()).isEqualTo(88);
        assertThat(result(job).changed()).isEqualTo(12);
    }

    @Test
    void a_rule_that_fails_is_told_and_not_thrown_and_the_rest_is_decided() {
        Job job = add(
                events(100),
                law("hub.start( \"a\" );"),
                law("hub.start( \"a\" ); if ($e.num( \"n\" ) == 7) { throw new IllegalStateException( \"seven\" ); }"));
        over(job);

        assertThat(result(job).total().lost()).isEqualTo(1);
        assertThat(result(job).total().same()).isEqualTo(99);
        assertThat(result(job).before().count()).isZero();
        assertThat(result(job).after().causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.cause()).contains("seven"))
                .satisfies(cause -> assertThat(cause.example().id()).isEqualTo("e7"));
    }

    @Test
    void a_rulebook_that_fails_at_nearly_everything_ends_the_back_test_with_its_reason() {
        String insert = "insert( new Mark( $e.getTime() ) ); throw new IllegalStateException( \"always\" );";
        String declare = "declare Mark @role( event ) @timestamp( at ) @expires( 1m ) at : long end\n";
        Law after = new Law(Forms.rules("p", declare + RULE.formatted(insert)), name -> true);
        Job job = add(events(1_200), law("hub.start( \"a\" );"), after);
        over(job);

        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(job.why()).contains("more than 1000", "partition 0");
        assertThat(job.result()).isNull();
    }

    /** What is thrown may hold a value of an event, which its source hides. */
    @Test
    void what_cannot_be_read_ends_the_back_test_without_the_text_of_the_fault() {
        AtomicBoolean failing = new AtomicBoolean();
        Listed unreadable = new Listed(1, key -> {
            if (failing.get()) {
                throw new IllegalStateException("card 4111");
            }
            return 0;
        });
        var unusedEntry = unreadable.add(
                new Envelope(new EventId("s", "", "e"), "t", "k", null, "application/json", Payload.EMPTY), "k", 1_000);
        failing.set(true);
        Job job = add(unreadable, law("hub.start( \"a\" );"), law("hub.start( \"a\" );"));
        over(job);

        assertThat(job.state()).isEqualTo(Job.State.FAILED);
        assertThat(job.why()).contains("IllegalStateException", "log").doesNotContain("4111");
        Job next = add(events(1), law(""), law(""));
        over(next);
        assertThat(next.state()).isEqualTo(Job.State.FINISHED);
    }

    @Test
    void a_back_test_is_cancelled_while_it_runs_and_while_it_waits() {
        hold = true;
        Job running = add(events(5_000), law("hub.start( \"a\" );"), law("hub.start( \"b\" );"));
        Job waiting = add(events(10), law("hub.start( \"a\" );"), law("hub.start( \"b\" );"));
        Until.holds("it runs", SOON, () -> paused.get() > 0);

        assertThat(running.state()).isEqualTo(Job.State.RUNNING);
        assertThat(waiting.state()).isEqualTo(Job.State.QUEUED);
        assertThat(jobs.open()).isEqualTo(2);
        assertThat(jobs.cancel(waiting)).isTrue();
        assertThat(jobs.cancel(running)).isTrue();
        assertThat(jobs.cancel(running)).isFalse();
        held.countDown();
        Job next = add(events(10), law("hub.start( \"a\" );"), law("hub.start( \"a\" );"));
        over(next);

        assertThat(next.state()).isEqualTo(Job.State.FINISHED);
        assertThat(running.state()).isEqualTo(Job.State.CANCELLED);
        assertThat(running.result()).isNull();
        assertThat(running.events()).isLessThan(5_000);
        assertThat(waiting.started()).isZero();
    }

    @Test
    void what_is_kept_of_the_changes_is_bounded_and_the_numbers_count_all() {
        Job job = add(events(Changes.MOST + 500), law("hub.start( \"a\" );"), law("hub.start( \"b\" );"));
        over(job);

        Result result = result(job);
        assertThat(result.changed()).isEqualTo(Changes.MOST + 500);
        assertThat(result.changes()).hasSizeLessThanOrEqualTo(Changes.MOST);
        assertThat(result.changes()
                        .get(result.changes().size() - 1)
                        .moment()
                        .event()
                        .id())
                .isEqualTo("e" + (Changes.MOST + 499));
        assertThat(result.notes()).singleElement().asString().contains("Only the newest");
        assertThat(result.total().fresh()).isEqualTo(Changes.MOST + 500);
    }

    @Test
    void the_last_twenty_are_kept() {
        Listed one = events(1);
        Job first = add(one, law("hub.start( \"a\" );"), law("hub.start( \"a\" );"));
        over(first);
        Law same = law("hub.start( \"a\" );");
        for (int i = 0; i < Jobs.KEPT; i++) {
            over(add(one, same, same));
        }

        assertThat(jobs.of("p")).hasSize(Jobs.KEPT).doesNotContain(first);
        assertThat(jobs.find("p", first.id())).isEmpty();
        assertThat(jobs.finished()).isEqualTo(Jobs.KEPT + 1);
    }
}
