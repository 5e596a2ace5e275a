package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFlowTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = "||", quoteCharacter = '`', textBlock = """
                    a set gives its value                || set: {a: 1, b: '${ .x }'}                                   || {'a':1,'b':5}
                    a set may be one expression          || set: '${ {y: .x} }'                                         || {'y':5}
                    expressions live at any depth        || set: {l: [1, {m: '${ .x + 1 }'}]}                           || {'l':[1,{'m':6}]}
                    bare jq is only text in a set        || set: {a: .x}                                                || {'a':'.x'}
                    input.from makes the input           || {input: {from: .x}, set: {a: '${ . }', b: '${ $input }'}}   || {'a':5,'b':5}
                    input.from may be an object          || {input: {from: {q: '${ .x }'}}, set: '${ . }'}              || {'q':5}
                    output.as makes the output           || {set: {a: 1}, output: {as: '{b: .a, i: $input.x}'}}         || {'b':1,'i':5}
                    the raw input stays in $task         || {input: {from: .x}, set: {a: '${ $task.input.x }'}}         || {'a':5}
                    $workflow knows the id               || set: {a: '${ $workflow.id | length }', b: '${ $workflow.input.x }'} || {'a':28,'b':5}
                    $task knows name and reference       || set: {a: '${ $task.name }', b: '${ $task.reference }'}      || {'a':'t','b':'/do/0/t'}
                    $runtime has a name                  || set: {a: '${ $runtime.name }'}                              || {'a':'signalbox'}
                    nothing is null                      || set: {a: '${ empty }', b: '${ .nope.deep }'}                || {'a':null,'b':null}
                    if skips and hands the input on      || {if: .x == 6, set: {a: 1}}                                  || {'x':5}
                    if may be wrapped                    || {if: '${ .x == 5 }', set: {a: 1}}                           || {'a':1}
                    now is the time of the transition    || set: {a: '${ now }'}                                        || {'a':1700000000.0}
                    regular expressions match            || set: {a: '${ "a1b22" | [scan("[0-9]+")] }'}                 || {'a':['1','22']}
                    regular expressions replace          || set: {a: '${ "refs/heads/main" | sub("^refs/heads/"; "") }'}|| {'a':'main'}
                    named groups are captured            || set: {a: '${ "v1.2" | capture("v(?<major>[0-9]+)") }'}      || {'a':{'major':'1'}}
                    a replacement sees its groups        || set: {a: '${ "ab" | gsub("(?<l>[a-z])"; "<\\(.l)>") }'}     || {'a':'<a><b>'}
                    flags make a match global            || set: {a: '${ [ "aXbx" | match("x"; "gi").offset ] }'}       || {'a':[1,3]}
                    a split by expression                || set: {a: '${ "a, b" | split(", *"; null) }'}                || {'a':['a','b']}
                    """)
    void one_task_turns_its_input_into_its_output(String sentence, String task, String output) {
        Simulation run = new Simulation("do:\n  - t: " + (task.startsWith("{") ? task : '{' + task + '}'), "{'x':5}");

        assertThat(run.state()).as(run.steps.toString()).isEqualTo(State.FINISHED);
        assertThat(run.output().toString()).isEqualTo(json(output).toString());
    }

    @Test
    void the_output_of_a_task_is_the_input_of_the_next_and_the_last_is_that_of_the_process() {
        Simulation run = new Simulation("""
                input: {from: .order}
                output: {as: '{total: .sum, given: $workflow.input.order.n}'}
                do:
                  - double: {set: {n: '${ .n * 2 }'}}
                  - add: {set: {sum: '${ .n + 1 }'}}
                """, "{'order':{'n':4}}");

        assertThat(run.output()).isEqualTo(json("{'total':9,'given':4}"));
    }

    @Test
    void export_makes_the_context_and_not_the_output() {
        Simulation run = Simulation.of("""
                do:
                  - first: {set: {a: 1}, export: {as: '$context + {first: .a}'}}
                  - second: {set: {b: 2}, export: {as: {first: '${ $context.first }', second: '${ $output.b }'}}}
                  - read: {set: '${ $context }'}
                """);

        assertThat(run.output()).isEqualTo(json("{'first':1,'second':2}"));
    }

    @Test
    void tasks_inside_a_do_hand_their_output_to_the_task_after_it() {
        Simulation run = Simulation.of("""
                do:
                  - block:
                      do:
                        - a: {set: {n: 1}}
                        - b: {set: {n: '${ .n + 1 }'}}
                      output: {as: '{m: .n}'}
                  - after: {set: {k: '${ .m * 10 }'}}
                """);

        assertThat(run.output()).isEqualTo(json("{'k':20}"));
        assertThat(run.told()).contains("succeeded b", "succeeded block", "succeeded after", "finished");
    }

    @ParameterizedTest(name = "{0} goes to {1}")
    @CsvSource({"electronic, download", "physical, ship", "other, unknown"})
    void a_switch_goes_where_the_first_matching_case_says(String type, String set) {
        Simulation run = new Simulation("""
                do:
                  - which:
                      switch:
                        - default: {then: unknown}
                        - e: {when: .type == "electronic", then: download}
                        - p: {when: '${ .type == "physical" }', then: ship}
                  - download: {set: {done: download}, then: exit}
                  - ship: {set: {done: ship}, then: end}
                  - unknown: {set: {done: unknown}}
                """, "{'type':'" + type + "'}");

        assertThat(run.output().path("done").asText()).isEqualTo(set);
    }

    @Test
    void a_switch_without_a_match_follows_its_own_then() {
        Simulation run = Simulation.of("""
                do:
                  - which: {switch: [{a: {when: .no, then: never}}], then: last}
                  - never: {set: {done: never}}
                  - last: {set: {done: last}}
                """);

        assertThat(run.output().path("done").asText()).isEqualTo("last");
    }

    @Test
    void exit_ends_the_scope_and_end_ends_the_process() {
        Simulation exit = Simulation.of("""
                do:
                  - block: {do: [{a: {set: {n: 1}, then: exit}}, {b: {set: {n: 2}}}]}
                  - after: {set: {m: '${ .n }'}}
                """);
        Simulation end = Simulation.of("""
                do:
                  - block: {do: [{a: {set: {n: 1}, then: end}}, {b: {set: {n: 2}}}]}
                  - after: {set: {m: '${ .n }'}}
                """);

        assertThat(exit.output()).isEqualTo(json("{'m':1}"));
        assertThat(end.output()).isEqualTo(json("{'n':1}"));
    }

    @Test
    void a_loop_by_then_goes_round_until_its_switch_leaves() {
        Simulation run = new Simulation("""
                do:
                  - add: {set: {n: '${ .n + 1 }'}}
                  - more: {switch: [{again: {when: .n < 500, then: add}}, {done: {then: exit}}]}
                """, "{'n':0}");

        assertThat(run.output()).isEqualTo(json("{'n':500}"));
    }

    @Test
    void ten_thousand_tasks_without_a_wait_are_an_endless_loop() {
        Simulation run = new Simulation("""
                do:
                  - add: {set: {n: '${ .n + 1 }'}}
                  - more: {switch: [{again: {when: .n >= 0, then: add}}, {done: {then: exit}}]}
                """, "{'n':0}");

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.cause().title()).isEqualTo("endless loop");
    }

    @Test
    void an_emitted_event_is_an_effect_and_the_output() {
        Simulation run = new Simulation("""
                do:
                  - tell:
                      emit: {event: {with: {type: order.placed, subject: '${ .id }', data: {n: '${ .n }'}}}}
                  - after: {set: {seen: '${ .type }', id: '${ .id }', n: '${ .data.n }'}}
                """, "{'id':'o-1','n':2}");

        assertThat(run.effects)
                .containsExactly(new Effect.Emit("/do/0/tell", 1, "order.placed", null, "o-1", json("{'n':2}")));
        assertThat(run.output().path("seen").asText()).isEqualTo("order.placed");
        assertThat(run.output().path("id").asText()).isEqualTo(InstanceId.derived(Simulation.ID, "/do/0/tell", 1));
    }
}
