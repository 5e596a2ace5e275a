package dev.signalbox.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArmedTest {

    @Test
    void it_fails_at_its_own_pass_and_at_no_other() {
        Failpoints armed = Armed.read("commit.afterOk:throw:2");

        assertThatCode(() -> armed.pass(Failpoint.COMMIT_AFTER_OK)).doesNotThrowAnyException();
        assertThatCode(() -> armed.pass(Failpoint.TRIM_BEFORE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> armed.pass(Failpoint.COMMIT_AFTER_OK)).hasMessageContaining("commit.afterOk");
        assertThatCode(() -> armed.pass(Failpoint.COMMIT_AFTER_OK)).doesNotThrowAnyException();
    }

    @Test
    void a_reply_is_lost_at_the_pass_that_was_asked_for_and_nothing_else_happens() {
        Failpoints armed = Armed.read("commit.afterSend:drop:2");

        armed.pass(Failpoint.COMMIT_AFTER_SEND);
        boolean first = armed.losesReply(Failpoint.COMMIT_AFTER_SEND);
        boolean other = armed.losesReply(Failpoint.HANDOVER_AFTER_CLAIM);
        boolean second = armed.losesReply(Failpoint.COMMIT_AFTER_SEND);
        boolean third = armed.losesReply(Failpoint.COMMIT_AFTER_SEND);

        assertThat(List.of(first, other, second, third)).containsExactly(false, false, true, false);
    }

    @Test
    void what_is_armed_for_another_deed_loses_no_reply() {
        Failpoints armed = Armed.read("commit.afterSend:throw:1");

        assertThat(armed.losesReply(Failpoint.COMMIT_AFTER_SEND)).isFalse();
        assertThat(Failpoints.NONE.losesReply(Failpoint.COMMIT_AFTER_SEND)).isFalse();
    }

    @Test
    void the_log_says_in_one_line_that_it_happened() {
        Logger logger = Logger.getLogger(Armed.class.getName());
        List<String> lines = new ArrayList<>();
        Handler handler = new Lines(lines);
        logger.addHandler(handler);
        try {
            Failpoints armed = Armed.read("trim.before:delay=1:2");
            armed.pass(Failpoint.TRIM_BEFORE);
            armed.pass(Failpoint.TRIM_BEFORE);
            armed.pass(Failpoint.TRIM_BEFORE);
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(lines).containsExactly("failpoint trim.before: delay=1 at pass 2");
    }

    private static final class Lines extends Handler {
        private final List<String> lines;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @EnumSource(Failpoint.class)
    void every_point_can_be_named_and_drops_only_a_reply_that_there_is(Failpoint point) {
        assertThat(Failpoint.named(point.toString())).contains(point);
        if (point.hasReply()) {
            assertThat(Armed.read(point + ":drop:1")).isNotNull();
        } else {
            assertThatThrownBy(() -> Armed.read(point + ":drop:1"))
                    .hasMessageContaining(point.toString())
                    .hasMessageContaining("take halt, throw or delay");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trim.before",
                "trim.before:explode:1",
                "trim.before:halt:0",
                "trim.before:delay:1",
                "trim.before:halt:1:2"
            })
    void one_that_cannot_be_read_is_an_error(String wish) {
        assertThatThrownBy(() -> Armed.read(wish)).hasMessageContaining(wish);
    }

    @Test
    void one_that_does_not_exist_is_told_with_all_that_do() {
        assertThatThrownBy(() -> Armed.read("trim.befor:halt:1"))
                .hasMessageContaining("no failpoint trim.befor;")
                .hasMessageContaining("trim.before, dlq.afterMove");
    }
}
