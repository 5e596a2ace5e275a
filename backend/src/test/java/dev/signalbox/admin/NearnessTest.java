package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admin.Explanations.Constraint;
import dev.signalbox.admin.Explanations.Pattern;
import dev.signalbox.admin.Explanations.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NearnessTest {

    @Test
    void what_matched_comes_first_then_what_could_not_be_evaluated() {
        assertThat(order(rule("a", "not_matched", "+t"), rule("b", "could_not_evaluate"), rule("c", "matched")))
                .containsExactly("c", "b", "a");
    }

    @Test
    void a_rule_of_many_patterns_is_not_near_for_that() {
        assertThat(order(
                        rule("long", "not_matched", "+tt", "+tt", "-tf", "-", "-", "-"),
                        rule("short", "not_matched", "+t", "-f")))
                .containsExactly("short", "long");
    }

    @Test
    void of_equal_shares_of_patterns_that_of_constraints_decides() {
        assertThat(order(rule("far", "not_matched", "-tfff"), rule("near", "not_matched", "-tf")))
                .containsExactly("near", "far");
    }

    @Test
    void what_came_equally_near_stays_in_the_order_of_the_text() {
        assertThat(order(rule("z", "not_matched", "-f"), rule("m", "not_matched"), rule("a", "not_matched", "-s")))
                .containsExactly("z", "m", "a");
    }

    private static List<String> order(Rule... rules) {
        return Nearness.sorted(List.of(rules)).stream().map(Rule::rule).toList();
    }

    /** @param patterns each {@code +} when it holds, and a letter for each of its constraints: true, false, skipped */
    private static Rule rule(String name, String verdict, String... patterns) {
        List<Pattern> all = Stream.of(patterns).map(NearnessTest::pattern).toList();
        return new Rule(name, verdict, null, 1, "", null, null, List.of(), all);
    }

    private static Pattern pattern(String told) {
        String verdict = told.startsWith("+") ? "matched" : "not_matched";
        List<Constraint> constraints = told.substring(1)
                .chars()
                .mapToObj(result -> result == 't' ? "true" : result == 'f' ? "false" : "skipped")
                .map(result -> new Constraint("c", result, List.of(), false, null, null, 1, 1))
                .toList();
        return new Pattern("Event", "", "", verdict, false, 1, 0, null, 1, 1, constraints, List.of(), null, null);
    }
}
