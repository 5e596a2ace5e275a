package dev.signalbox.flow.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.process.Limits;
import dev.signalbox.flow.process.Queued;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose turn it is, as the owner of a partition knows it and as the next one reads it. */
class TurnsTest {

    private static final Line LINE = new Line("ship", "k\n\"1\"");
    private static final Limits TWO = new Limits(new Limits.Concurrency(2, Limits.OnLimit.QUEUE), null);
    private static final Limits RATE = new Limits(null, new Limits.Rate(2, 100));

    private final Map<String, String> rows = new HashMap<>();
    private Turns turns = new Turns(rows);

    private void put(String instance, Turn.Stage stage, long begun) {
        Turn turn = new Turn(instance, LINE, turns.next(), stage, begun, begun == 0 ? 0 : begun + 100);
        turns.put(turn);
        rows.put(instance, turn.text());
    }

    private static @Nullable String why(@Nullable Queued queued) {
        return queued == null ? null : queued.why();
    }

    @Test
    void the_next_owner_knows_the_same() {
        put("a", Turn.Stage.RUNS, 7);
        put("b", Turn.Stage.RUNS, 0);
        put("c", Turn.Stage.WAITS, 0);
        put("d", Turn.Stage.OVER, 9);

        Turns read = new Turns(rows);

        assertThat(read.all(LINE))
                .isEqualTo(turns.all(LINE))
                .extracting(Turn::instance)
                .containsExactly("a", "b", "c");
        assertThat(read.head(LINE)).isEqualTo(turns.head(LINE));
        assertThat(read.next()).isEqualTo(5);
        assertThat(read.forgotten(109, 9)).extracting(Turn::instance).containsExactly("d");
        assertThat(read.forgotten(108, 9)).isEmpty();
        assertThat(read.of("c")).isEqualTo(turns.of("c"));
    }

    @Test
    void one_begins_when_fewer_run_than_may_and_nobody_waits_before_it() {
        assertThat(turns.last(LINE, TWO, 1)).isNull();
        put("a", Turn.Stage.RUNS, 0);
        assertThat(turns.last(LINE, TWO, 1)).isNull();
        put("b", Turn.Stage.RUNS, 0);
        assertThat(why(turns.last(LINE, TWO, 1))).isEqualTo("2 of 2 running");

        put("c", Turn.Stage.WAITS, 0);
        turns.remove("a");

        assertThat(turns.first(LINE, TWO, 1)).isNull();
        assertThat(why(turns.last(LINE, TWO, 1))).isEqualTo("others wait before it");
        assertThat(turns.last(new Line("ship", "k2"), TWO, 1)).isNull();
    }

    @Test
    void a_rate_looks_at_who_began_so_many_before() {
        put("a", Turn.Stage.OVER, 10);
        assertThat(turns.first(LINE, RATE, 11)).isNull();
        put("b", Turn.Stage.RUNS, 50);
        assertThat(turns.first(LINE, RATE, 60)).isEqualTo(new Queued("2 have begun within PT0.1S", 110));
        assertThat(turns.first(LINE, RATE, 110)).isNull();

        put("c", Turn.Stage.RUNS, 110);

        assertThat(turns.first(LINE, RATE, 110)).isEqualTo(new Queued("2 have begun within PT0.1S", 150));
    }

    @Test
    void a_line_is_full_with_those_who_wait() {
        Limits.Concurrency two = new Limits.Concurrency(2, Limits.OnLimit.SKIP);
        put("a", Turn.Stage.RUNS, 0);
        assertThat(turns.isFull(LINE, two)).isFalse();
        put("b", Turn.Stage.WAITS, 0);
        assertThat(turns.isFull(LINE, two)).isTrue();
        put("b", Turn.Stage.OVER, 5);
        assertThat(turns.isFull(LINE, two)).isFalse();
    }
}
