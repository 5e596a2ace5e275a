package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code for}, in the words of the DSL reference: iterates over a collection of items. */
class LoopTest {

    @Test
    void the_tasks_are_done_for_each_element_and_the_output_of_a_round_is_the_input_of_the_next() {
        Simulation run = new Simulation("""
                do:
                  - paint:
                      for: {each: color, in: .colors, at: nr}
                      do:
                        - mix: {set: {colors: '${ .colors }', seen: '${ (.seen // []) + [$color + ($nr | tostring)] }'}}
                """, "{'colors':['red','green','blue']}");

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output().path("seen")).isEqualTo(json("['red0','green1','blue2']"));
    }

    @Test
    void the_element_is_item_and_its_index_is_index_when_they_are_not_named() {
        Simulation run = new Simulation(
                "do: [{l: {for: {in: '${ .l }'}, do: [{s: {set: {l: '${ .l }', last: '${ [$item, $index] }'}}}]}}]",
                "{'l':['a','b']}");

        assertThat(run.output().path("last")).isEqualTo(json("['b',1]"));
    }

    @Test
    void an_empty_list_is_no_round_and_the_output_is_the_input() {
        Simulation run =
                new Simulation("do: [{l: {for: {in: .l}, do: [{s: {set: {never: true}}}]}}]", "{'l':[],'x':1}");

        assertThat(run.output()).isEqualTo(json("{'l':[],'x':1}"));
    }

    @Test
    void a_loop_goes_on_while_its_condition_holds() {
        Simulation run = new Simulation(
                "do: [{l: {for: {in: .l}, while: '(.n // 0) < 2', do: [{s: {set: {l: '${ .l }', n: '${ (.n // 0) + 1 }'}}}]}}]",
                "{'l':[1,2,3,4]}");

        assertThat(run.output().path("n").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_loop_resumes_at_its_index_and_each_round_has_a_key_of_its_own(boolean forgetful) {
        Simulation run = new Simulation("""
                do:
                  - each:
                      for: {each: n, in: '[10, 20, 30]'}
                      do:
                        - post: {call: http, with: {method: post, endpoint: 'https://h/', body: {n: '${ $n }'}}}
                        - rest: {wait: PT1S}
                """, "{}", forgetful);
        for (int n = 1; n <= 3; n++) {
            assertThat(run.call().body()).isEqualTo(json("{'n':" + 10 * n + "}"));
            assertThat(run.call().key()).isEqualTo(Simulation.ID + "/do/0/each/do/0/post/" + n);
            run.answer("{'done':" + n + "}").due();
        }

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'done':3}"));
    }

    @Test
    void loops_in_loops_see_both_elements() {
        Simulation run = new Simulation("""
                do:
                  - rows:
                      for: {each: a, in: '[1, 2]', at: i}
                      do:
                        - columns:
                            for: {each: b, in: '[10, 20]', at: j}
                            do: [{add: {set: {sums: '${ (.sums // []) + [$a + $b] }'}}}]
                """, "{}");

        assertThat(run.output().path("sums")).isEqualTo(json("[11,21,12,22]"));
    }

    @Test
    void a_retry_around_a_loop_begins_it_again_under_the_same_keys() {
        Simulation run = new Simulation("""
                do:
                  - guard:
                      try:
                        - each:
                            for: {in: '[1, 2]'}
                            do: [{post: {call: http, with: {method: post, endpoint: 'https://h/'}}}]
                      catch: {retry: {delay: PT1S, limit: {attempt: {count: 1}}}}
                """, "{}");
        String first = run.call().key();
        run.answer("{}").refuse(500).due();

        assertThat(run.call().key()).isEqualTo(first);
        assertThat(run.answer("{}").answer("{}").state()).isEqualTo(State.FINISHED);
    }

    @Test
    void what_is_no_list_is_an_error_of_the_loop_that_can_be_caught() {
        Simulation run = new Simulation("do: [{l: {for: {in: .l}, do: [{s: {set: {}}}]}}]", "{'l':5}");

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.cause().type()).endsWith("/expression");
        assertThat(run.cause().detail()).contains("`for.in` of \"l\" must give a list, and gave 5");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            do: [{l: {for: {in: .l}}}]                                                  | missing-property
            do: [{l: {for: {each: x, at: x, in: .l}, do: [{s: {set: {}}}]}}]            | name
            do: [{l: {for: {each: input, in: .l}, do: [{s: {set: {}}}]}}]               | name
            do: [{l: {for: {each: x}, do: [{s: {set: {}}}]}}]                           | missing-property
            do: [{l: {for: {in: .l}, do: [{s: {set: {a: '${ $itme }'}}}]}}]             | expression
            do: [{s: {set: {a: '${ $item }'}}}]                                         | expression
            do: [{s: {set: {}, while: 'true'}}]                                         | misplaced
            """)
    void what_is_wrong_with_a_loop_is_told(String tasks, String code) {
        Parsed parsed = Definitions.parse(Simulation.text(tasks));

        assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
        assertThat(((Parsed.Invalid) parsed).problems())
                .extracting(Problem::code)
                .contains(code);
        assertThat(List.of(parsed)).isNotEmpty();
    }

    @Test
    void a_long_list_is_done_in_several_transitions_each_of_which_a_commit_can_carry() {
        Simulation run = new Simulation("""
                do:
                  - each:
                      for: {in: '[range(3000)]'}
                      do:
                        - tell: {emit: {event: {with: {type: line, data: {n: '${ $item }'}}}}}
                        - next: {set: {n: '${ .data.n }'}}
                """, "{}", true);
        int transitions = 1;
        int most = run.last.effects().size();
        while (!run.state().ended()) {
            run.due();
            transitions++;
            most = Math.max(most, run.last.effects().size());
        }

        assertThat(run.output().path("n").asInt()).isEqualTo(2999);
        assertThat(run.effects.stream().filter(Effect.Emit.class::isInstance)).hasSize(3000);
        assertThat(most).isLessThan(200);
        assertThat(transitions).isBetween(15, 60);
    }
}
