package dev.signalbox.flow.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ExpressionBudgetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[range(0;1e8)]",
                "[range(0; 1; 0.000000001)]",
                "reduce range(1e9) as $i (0; . + 1)",
                "[limit(1e9; range(1e9))]",
                "[recurse(. + 1; true)]",
                "[recurse(if . < 60 then . + 1, . + 1 else empty end)]",
                "[[range(3000)] | combinations(3)]",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\" | test(\".*.*.*.*.*.*.*c\")",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\" | [match(\".*.*.*.*.*.*.*c\"; \"g\")]",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\" | gsub(\".*.*.*.*.*.*.*c\"; \"x\")",
                "reduce range(100000) as $i (null; [.])",
                "[range(100000)]",
                "\"x\" * 1000000 | ascii_downcase | length"
            })
    void what_takes_too_long_or_grows_too_large_is_a_fault(String expression) {
        Simulation run = new Simulation("do: [{s: {set: '${ " + expression + " }'}}]", "5");

        assertThat(run.state()).as(expression).isEqualTo(State.FAILED);
        assertThat(run.cause().type()).matches(".*/(expression|data-too-large)");
    }

    @Test
    void what_people_write_fits_by_far() {
        Simulation run = new Simulation(
                "do: [{s: {set: '${ [range(1000) | {i: ., t: (tostring | test(\"^[0-9]+$\"))}] | map(.i) | add }'}}]",
                "5");

        assertThat(run.output().asInt()).isEqualTo(499_500);
    }

    @Test
    void two_values_are_refused_and_said_so() {
        Simulation run = new Simulation("do: [{s: {set: '${ 1, 2 }'}}]", "5");

        assertThat(run.cause().detail()).contains("more than one value");
        assertThat(Duration.ofMillis(run.now - Simulation.BORN)).isZero();
    }
}
