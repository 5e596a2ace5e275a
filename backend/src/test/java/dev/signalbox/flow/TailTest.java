package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TailTest {

    private final Tail tail = new Tail();

    @Test
    void what_was_appended_here_is_given_in_order_from_the_position_on() {
        add(1, 2, 3, 4);

        assertThat(positions(tail.after(1, 2))).containsExactly(2L, 3L);
        assertThat(positions(tail.after(3, 128))).containsExactly(4L);
        assertThat(tail.isEmpty()).isTrue();
    }

    @Test
    void a_gap_ends_it_until_what_is_missing_was_read() {
        add(1, 2, 4, 5);

        assertThat(positions(tail.after(0, 128))).containsExactly(1L, 2L);
        assertThat(tail.follows(2)).isFalse();
        assertThat(tail.isEmpty()).as("what lies behind the gap").isFalse();
        assertThat(positions(tail.after(3, 128))).containsExactly(4L, 5L);
    }

    @Test
    void what_was_read_meanwhile_is_not_given_again() {
        add(1, 2, 3);

        assertThat(tail.follows(3)).isFalse();
        assertThat(tail.isEmpty()).isTrue();
    }

    @Test
    void a_tail_that_is_full_says_that_the_journal_must_be_read() {
        assertThat(LongStream.rangeClosed(1, 256).allMatch(position -> tail.add(entry(position))))
                .isTrue();
        assertThat(tail.add(entry(257))).isFalse();
    }

    private void add(long... positions) {
        LongStream.of(positions)
                .forEach(position -> assertThat(tail.add(entry(position))).isTrue());
    }

    private static List<Long> positions(List<Entry> entries) {
        return entries.stream().map(Entry::position).toList();
    }

    private static Entry entry(long position) {
        Envelope envelope =
                new Envelope(new EventId("s", "", "e" + position), "t", null, null, "application/json", Payload.EMPTY);
        return new Entry(0, position, 1, new Offer(Kind.EVENT, envelope, "k", null, 1, 1, 0));
    }
}
