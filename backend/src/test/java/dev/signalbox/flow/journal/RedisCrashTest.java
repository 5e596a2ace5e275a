package dev.signalbox.flow.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedisCrashTest extends JournalFixture {

    @Test
    void what_was_accepted_around_a_kill_of_redis_is_there_once() {
        List<Future<Offered>> offers = new ArrayList<>();
        IntStream.range(0, 1_500).forEach(i -> offers.add(journal.offer(event("e" + i))));
        offers.get(0).await();
        redis.kill();
        Future.join(offers).await();
        redis.restart();

        IntStream.range(0, 1_500).forEach(i -> repeat("e" + i, offers.get(i).result()));

        List<String> ids = journal.read(0, 0, 3_000).await().stream()
                .map(entry -> entry.offer().envelope().id().id())
                .toList();
        assertThat(ids).hasSize(1_500).doesNotHaveDuplicates();
    }

    private void repeat(String id, Offered offered) {
        if (offered instanceof Offered.Refused) {
            while (journal.offer(event(id)).await() instanceof Offered.Refused) {
                Thread.onSpinWait();
            }
        }
    }
}
