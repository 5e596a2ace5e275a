package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.T0;
import static dev.signalbox.rulebook.Forms.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Explanation;
import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.Fact;
import dev.signalbox.flow.match.Explanation.Named;
import dev.signalbox.flow.match.Explanation.Result;
import dev.signalbox.flow.match.Explanation.Verdict;
import dev.signalbox.flow.match.Recall;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.flow.match.Session;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExplainerTest {

    private static final String SHIP = """
            rule "ship" when
                $e : Event( type == "order.placed", num("total") > 100,
                    str("customer.country") == "DE" || str("customer.country") == "AT" )
            then hub.start( "ship" ); end
            """;
    private static final String CARD = "{\"card\":\"7\"}";

    private static List<Event> failures(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event(i, "payment.failed", "p" + i, CARD))
                .toList();
    }

    @Test
    void each_constraint_tells_its_result_and_the_actual_value() {
        Explained ship = Explained.last(
                SHIP, List.of(event(0, "order.placed", "e", "{\"total\":50,\"customer\":{\"country\":\"FR\"}}")));

        List<ConstraintResult> constraints = ship.pattern(0).constraints();
        assertThat(constraints)
                .extracting(ConstraintResult::result)
                .containsExactly(Result.TRUE, Result.FALSE, Result.FALSE);
        assertThat(constraints).extracting(ConstraintResult::firstFailed).containsExactly(false, true, false);
        assertThat(constraints.get(0).actual()).isEqualTo(Map.of("type", "order.placed"));
        assertThat(constraints.get(1).actual()).isEqualTo(Map.of("num(\"total\")", new BigDecimal(50)));
        assertThat(constraints.get(2).actual()).isEqualTo(Map.of("str(\"customer.country\")", "FR"));
        assertThat(constraints.get(1).line())
                .isEqualTo(constraints.get(2).line() - 1)
                .isEqualTo(8);
    }

    @Test
    void a_rule_that_matched_tells_with_which_facts() {
        Explained travel = Explained.last(
                Forms.SEQUENCE,
                List.of(
                        event(0, "card.used", "berlin", "{\"card\":\"c\",\"lat\":52}"),
                        event(60, "card.used", "north", "{\"card\":\"c\",\"lat\":70}")));

        assertThat(travel.rule().verdict()).isEqualTo(Verdict.MATCHED);
        assertThat(travel.rule().matches()).hasSize(1);
        assertThat(travel.rule().matches().get(0).facts())
                .extracting(Named::name, named -> named.fact().id(), named -> named.fact()
                        .position())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("$a", "berlin", 1L),
                        org.assertj.core.groups.Tuple.tuple("$b", "north", 2L));
        assertThat(travel.pattern(1).itself()).isTrue();
    }

    @Test
    void the_record_wins_over_what_deciding_once_more_shows() {
        Rules rules = Forms.rules("demo", SHIP);
        Event event = event(0, "order.placed", "e", "{}");
        try (Recall recall = rules.recall()) {
            recall.session().advance(event.getAt());
            var recorded = new Recall.Recorded(true, List.of("demo/ship"), null);

            var all = recall.explain(event, 1, recorded, new Recall.Limits(1_000, 1_000_000_000L));

            assertThat(all.get(0).verdict()).isEqualTo(Verdict.MATCHED);
        }
    }

    @Test
    void a_marker_that_blocks_is_named_with_the_event_for_which_it_was_inserted() {
        Explained fourth = Explained.last(Forms.ONCE, failures(4));

        List<Fact> blocking = fourth.pattern(1).facts();
        assertThat(blocking)
                .extracting(Fact::fact, Fact::id, Fact::rule)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Alerted", "p2", "demo/card testing"));
        assertThat(blocking.get(0).values()).containsEntry("card", "7");
        assertThat(fourth.rule().because())
                .startsWith("blocked by the fact Alerted")
                .contains("event p2");
        assertThat(fourth.pattern(0).counted()).isNotNull();
    }

    @Test
    void what_the_rule_itself_inserts_does_not_speak_against_its_match() {
        Explained third = Explained.last(Forms.ONCE, failures(3));

        assertThat(third.rule().verdict()).isEqualTo(Verdict.MATCHED);
        assertThat(third.pattern(1).result()).isEqualTo(Result.TRUE);
    }

    @Test
    void an_absence_is_said_to_fire_in_the_second_in_which_it_does() {
        Event placed = event(60.25, "order.placed", "o1", "{\"order\":\"a\"}");
        Long due = Explained.last(Forms.ABSENCE, List.of(placed)).rule().due();

        try (Session live = Forms.rules("demo", Forms.ABSENCE).session()) {
            live.advance(placed.getAt());
            live.on(placed);
            assertThat(live.advance(T0 + 3_600_000))
                    .extracting(Decision::second)
                    .containsExactly(due);
        }
    }

    @Test
    void after_its_deadline_an_absence_is_not_prevented_any_more() {
        Explained late = Explained.last(
                Forms.ABSENCE,
                List.of(
                        event(0, "order.placed", "o1", "{\"order\":\"a\"}"),
                        event(1_900, "order.paid", "p1", "{\"order\":\"a\"}")));

        assertThat(late.failed()).isEqualTo("0: type == \"order.placed\"");
        assertThat(late.rule().due()).isNull();
    }

    @Test
    void a_condition_that_fails_is_told_as_such() {
        Explained odd = Explained.last(
                "rule \"odd\" when Event( type == \"a\", str(\"x\").length() > 3 ) then end",
                List.of(event(0, "a", "e", "{}")));

        assertThat(odd.rule().verdict()).isEqualTo(Verdict.COULD_NOT_EVALUATE);
        assertThat(odd.rule().because()).contains("NullPointerException");
    }

    @Test
    void a_rule_that_threw_is_not_run_again_and_the_others_are_explained() {
        String rules = """
                rule "throws" when $e : Event( type == "a", $x : str("x") ) then int n = $x.length(); end
                rule "other" when Event( type == "a", num("y") > 1 ) then end
                """;
        List<Event> events = List.of(event(0, "a", "e", "{\"y\":1}"));

        Explained thrown = Explained.of(rules, events, 0, 0);
        Explained other = Explained.of(rules, events, 0, 1);

        assertThat(thrown.rule().verdict()).isEqualTo(Verdict.COULD_NOT_EVALUATE);
        assertThat(thrown.rule().because()).contains("demo/throws").contains("NullPointerException");
        assertThat(other.failed()).isEqualTo("0: num(\"y\") > 1");
    }

    @Test
    void what_is_too_much_is_given_up_with_a_word_and_the_others_are_explained() {
        String rules = "rule \"other\" when Event( type == \"b\" ) then end\n"
                + "rule \"r\" when $a : Event( type == \"a\" ) $b : Event( type == \"a\", this != $a, num(\"x\") > 1 )"
                + " then end\nrule \"last\" when Event( type == \"c\" ) then end";
        Rules compiled = Forms.rules("demo", rules);
        Event event = event(200, "a", "e", "{}");
        try (Recall recall = compiled.recall()) {
            for (Event each : IntStream.range(0, 100)
                    .mapToObj(i -> event(i, "a", "e" + i, "{}"))
                    .toList()) {
                recall.session().advance(each.getAt());
                recall.comes(each, 1);
                recall.session().on(each);
            }
            var all = recall.explain(
                    event, 101, new Recall.Recorded(true, List.of(), null), new Recall.Limits(100, 10_000_000_000L));

            assertThat(all)
                    .extracting(Explanation::verdict)
                    .containsExactly(Verdict.NOT_MATCHED, Verdict.COULD_NOT_EVALUATE, Verdict.NOT_MATCHED);
            assertThat(all.get(1).because()).contains("given up after", "let the rule join by key");
        }
    }
}
