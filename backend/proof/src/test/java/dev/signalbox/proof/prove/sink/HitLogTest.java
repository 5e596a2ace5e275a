package dev.signalbox.proof.prove.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HitLogTest {

    private static Hit hit(int attempt, Reply reply) {
        return new Hit(1, "p/do/0/call/1", "p", "tell/only", "7.1", "k", 2, attempt, reply);
    }

    @Test
    void what_was_noted_is_known_after_a_kill(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("hits");
        try (HitLog log = new HitLog(file)) {
            log.add(hit(log.nextAttempt("p/do/0/call/1"), Reply.ERROR));
            log.add(hit(log.nextAttempt("p/do/0/call/1"), Reply.SLOW));
        }

        try (HitLog again = new HitLog(file)) {
            assertThat(again.nextAttempt("p/do/0/call/1")).isEqualTo(3);
            assertThat(again.taken("p/do/0/call/1")).isTrue();
            assertThat(again.taken("q/do/0/call/1")).isFalse();
        }
        assertThat(HitLog.read(file)).containsExactly(hit(1, Reply.ERROR), hit(2, Reply.SLOW));
    }

    @Test
    void a_line_that_a_kill_has_cut_was_not_answered_and_does_not_count(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("hits");
        try (HitLog log = new HitLog(file)) {
            log.add(hit(1, Reply.OK));
        }
        Files.writeString(file, "17\tp/do", StandardOpenOption.APPEND);

        assertThat(HitLog.read(file)).hasSize(1);
    }
}
