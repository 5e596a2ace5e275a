package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.process.Aims;
import dev.signalbox.flow.process.Hand;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.task.Hands;
import dev.signalbox.flow.task.Page;
import dev.signalbox.flow.task.RedisQuestions;
import dev.signalbox.flow.task.RedisQuestions.Asked;
import dev.signalbox.testing.Until;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code x-signalbox: approval}: a task that waits for a person. */
final class ApprovalTest extends FlowFixture {

    private static final Hand.Who ANNA = new Hand.Who("anna", "small enough");

    private static final String START = """
            rule "go" when $e : Event( type == "go" ) then
                hub.start( "refund" ).key( $e.getSubject() ).with( "total", $e.num( "total" ) );
            end
            """;

    private static final String ASK = """
              - ask:
                  x-signalbox:
                    approval: {title: '${ "Refund \\(.total) euro?" }', details: '${ {total} }'}
              - answer: {set: {paid: '${ .approved }', by: '${ .by }'}}
            """;

    private static RedisQuestions questions(FlowHub hub) {
        return new RedisQuestions(hub.link, hub.keys, hub.journal.partitions());
    }

    private static List<Asked> asked(FlowHub hub, int count) {
        return Until.value(
                count + " questions",
                FlowHub.SOON,
                () -> questions(hub).list(100, null).await().items(),
                found -> found.size() == count);
    }

    private Aims.Found decide(Instance instance, boolean approved) {
        var definition =
                versions.get(1).definitions().get(instance.definition()).definition();
        return new Aims(definition, instance, null, ANNA).decide(approved);
    }

    private Offered answer(FlowHub hub, Instance instance, boolean approved) {
        Hand hand = ((Aims.Found.One) decide(instance, approved)).hand();
        return new Hands(hub.journal, hubClock).send(instance, hand).await();
    }

    @Test
    void a_person_is_asked_and_only_the_first_answer_counts() {
        rulebook(1, START, Map.of("refund", ASK));
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{\"total\":7}");

        Asked asked = asked(hub, 1).get(0);
        assertThat(asked.question().title()).isEqualTo("Refund 7 euro?");
        assertThat(asked.question().details()).hasToString("{\"total\":7}");
        assertThat(asked.instance().state().word()).isEqualTo("waiting");
        assertThat(answer(hub, asked.instance(), true)).isInstanceOf(Offered.Accepted.class);
        assertThat(answer(hub, asked.instance(), false)).isInstanceOf(Offered.Duplicate.class);

        Instance ended = hub.instances(1, "finished").get(0);
        assertThat(ended.output()).hasToString("{\"paid\":true,\"by\":\"anna\"}");
        assertThat(asked(hub, 0)).isEmpty();
        assertThat(decide(ended, true)).isInstanceOf(Aims.Found.None.class);
        assertThat(hub.instances.timeline(ended.id()).await())
                .extracting(step -> step.what())
                .containsSubsequence("asked", "approved", "finished");
    }

    @Test
    void nobody_is_asked_any_more_when_the_time_is_over_or_the_instance_has_ended() {
        rulebook(1, START, Map.of("refund", """
                  - together:
                      fork:
                        compete: true
                        branches:
                          - ask: {x-signalbox: {approval: {title: 'May I?'}}}
                          - rest: {wait: PT0.2S}
                  - again:
                      try:
                        - late:
                            timeout: {after: PT0.2S}
                            x-signalbox: {approval: {title: 'And now?'}}
                      catch:
                        errors: {with: {status: 408}}
                        do: [{end2: {set: {late: true}}}]
                """));
        FlowHub hub = hub("h1", failpoints);
        hub.event("go", "e1", "k", "{}");

        assertThat(hub.instances(1, "finished").get(0).output()).hasToString("{\"late\":true}");
        assertThat(asked(hub, 0)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Failpoint.class,
            names = {"PART_AFTER_READ", "RULE_AFTER_FIRE", "COMMIT_AFTER_SEND", "COMMIT_AFTER_OK"})
    void an_owner_that_ends_at_any_step_loses_no_question_and_no_answer(Failpoint point) {
        rulebook(1, START, Map.of("refund", ASK));
        AtomicInteger passes = new AtomicInteger();
        FlowHub hub = hub("h1", endingAt(point, 3, 20, passes));
        for (int i = 0; i < 10; i++) {
            hub.event("go", "e" + i, "k" + i, "{\"total\":" + i + "}");
        }
        asked(hub, 10).forEach(each -> answer(hub, each.instance(), true));

        hub.instances(10, "finished");
        assertThat(passes.get()).isPositive();
        assertThat(asked(hub, 0)).isEmpty();
    }

    @Test
    void questions_come_in_pages_the_newest_first() {
        rulebook(1, START, Map.of("refund", ASK));
        FlowHub hub = hub("h1", failpoints);
        for (int i = 0; i < 7; i++) {
            hub.event("go", "e" + i, "k" + i, "{\"total\":" + i + "}");
        }
        asked(hub, 7);

        Set<String> seen = new HashSet<>();
        long before = Long.MAX_VALUE;
        String next = null;
        do {
            Page<Asked> page = questions(hub).list(3, next).await();
            for (Asked each : page.items()) {
                assertThat(seen.add(each.instance().key())).isTrue();
                assertThat(each.question().aim().since()).isLessThanOrEqualTo(before);
                before = each.question().aim().since();
            }
            next = page.next();
        } while (next != null);
        assertThat(seen).hasSize(7);
    }
}
