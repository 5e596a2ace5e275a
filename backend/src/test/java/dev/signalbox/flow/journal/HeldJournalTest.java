package dev.signalbox.flow.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoints;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A Redis that is not known to be ours is not written to, whenever an offer was let in. */
class HeldJournalTest extends JournalFixture {

    @Test
    void what_was_let_in_before_the_journal_was_held_is_refused_and_not_written() {
        Context loop = vertx.getOrCreateContext();
        Queue<Runnable> later = new ConcurrentLinkedQueue<>();
        RedisJournal.Setup setup = new RedisJournal.Setup(
                "h1", 1, Duration.ofSeconds(5), Duration.ofDays(7), guard.resolve("held"), KEYS, Failpoints.NONE);
        RedisAppender appender =
                new RedisAppender(later::add, links.open(Duration.ofSeconds(1)), setup, appended -> {});
        appender.room().goOn();
        Promise<Offered> outcome = Promise.promise();
        appender.offer(List.of(new RedisAppender.Placed(0, event("e1"), outcome)));

        appender.room().hold("Redis is away");
        loop.runOnContext(ignored -> later.forEach(Runnable::run));

        assertThat(outcome.future().await()).isEqualTo(new Offered.Refused("journal_unavailable", "Redis is away", 1));
        assertThat(redis.ask("XLEN", KEYS.journal(0))).isEqualTo("0");
    }
}
