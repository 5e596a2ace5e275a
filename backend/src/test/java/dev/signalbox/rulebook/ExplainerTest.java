package dev.signalbox.rulebook;

import static dev.signalbox.rulebook.Forms.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.flow.match.Explainer;
import dev.signalbox.flow.match.Explanation;
import dev.signalbox.flow.match.Explanation.ConstraintResult;
import dev.signalbox.flow.match.Explanation.Result;
import dev.signalbox.flow.match.Explanation.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExplainerTest {

    private static final String SHIP = """
            rule "ship" when
                $e : Event( type == "order.placed", num("total") > 100,
                    str("customer.country") == "DE" || str("customer.country") == "AT" )
            then hub.start( "ship" ); end
            """;

    private static List<Explanation> explain(String rules, String type, String json, String... matched) {
        return new Explainer(Forms.rules("demo", rules)).explain(event(0, type, "e", json), List.of(matched));
    }

    @Test
    void each_constraint_tells_its_result_and_the_actual_value() throws Exception {
        Explanation ship = explain(SHIP, "order.placed", "{\"total\":50,\"customer\":{\"country\":\"FR\"}}")
                .get(0);

        assertThat(ship.verdict()).isEqualTo(Verdict.NOT_MATCHED);
        List<ConstraintResult> constraints = ship.patterns().get(0).constraints();
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
        assertThat(new ObjectMapper().writeValueAsString(ship)).contains("\"firstFailed\":true", "\"line\":8");
    }

    @Test
    void that_a_rule_matched_is_taken_from_the_decision() {
        List<Explanation> ship = explain(SHIP, "order.placed", "{}", "demo/ship");

        assertThat(ship).extracting(Explanation::verdict).containsExactly(Verdict.MATCHED);
    }

    @Test
    void what_needs_other_events_is_said_to_be_not_yet_explained() {
        Explanation edge =
                explain(Forms.EDGE, "payment.failed", "{\"card\":\"c\"}").get(0);
        Explanation absence =
                explain(Forms.ABSENCE, "order.placed", "{\"order\":\"c\"}").get(0);

        assertThat(edge.patterns())
                .extracting(Explanation.PatternResult::result)
                .containsExactly(Result.TRUE, Result.UNKNOWN);
        assertThat(edge.patterns().get(1).notYetExplained()).contains("not yet explained");
        assertThat(absence.patterns().get(0).notYetExplained()).isNull();
        assertThat(absence.patterns().get(1).result()).isEqualTo(Result.FALSE);
        assertThat(absence.patterns().get(1).notYetExplained()).contains("not yet explained");
    }

    @Test
    void a_condition_that_fails_is_told_as_such() {
        Explanation odd = explain(
                        "rule \"odd\" when Event( type == \"a\", str(\"x\").length() > 3 ) then end", "a", "{}")
                .get(0);

        assertThat(odd.verdict()).isEqualTo(Verdict.COULD_NOT_EVALUATE);
        assertThat(odd.patterns().get(0).constraints().get(1).reason()).contains("NullPointerException");
    }
}
