package dev.signalbox.proof.prove.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.proof.prove.load.Kind;
import dev.signalbox.proof.prove.sink.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What falls due at a second of the clock does so once for each place that its event has in the journal. */
class DoubledTest {

    private final Story story = Story.whole();

    @Test
    void an_event_that_is_in_the_journal_twice_may_fall_due_twice_but_not_three_times() {
        story.sent("e", Kind.PLACED, "k");
        story.journaled("e", Kind.PLACED, "k", 5);
        story.journaled("e", Kind.PLACED, "k", 6);
        story.hit("pe", "remind/only", "e", "k", 1, Reply.OK);
        story.hit("qe", "remind/only", "e", "k", 1, Reply.OK);
        List<String> twice = doubled();
        story.hit("re", "remind/only", "e", "k", 1, Reply.OK);

        assertThat(twice).containsExactly("is in the journal twice, the second time at 0:6");
        assertThat(doubled()).hasSize(2).anyMatch(text -> text.startsWith("was started 3 times"));
    }

    @Test
    void an_event_that_is_in_the_journal_once_falls_due_once() {
        story.sent("e", Kind.PLACED, "k");
        story.journaled("e", Kind.PLACED, "k", 5);
        story.hit("pe", "remind/only", "e", "k", 1, Reply.OK);
        story.hit("qe", "remind/only", "e", "k", 1, Reply.OK);

        assertThat(doubled()).singleElement().asString().startsWith("was started 2 times");
    }

    private List<String> doubled() {
        return story.outcome().findings().stream()
                .filter(finding -> finding.invariant().equals("I2"))
                .map(Finding::text)
                .toList();
    }
}
