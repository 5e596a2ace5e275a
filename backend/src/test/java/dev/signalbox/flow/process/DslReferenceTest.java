package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reference of the language says of data flow and errors, each sentence as a case. */
class DslReferenceTest {

    private static final String GET =
            "getPet: {call: http, with: {method: get, endpoint: 'https://pets.example/{id}'}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            input.from takes bare jq        | do: [{a: {input: {from: .user.id}, set: {id: '${ . }'}}}]           | {'user':{'id':'x'}} | {'id':'x'}
            and jq in its sign              | do: [{a: {input: {from: '${ .user.id }'}, set: {id: '${ . }'}}}]    | {'user':{'id':'x'}} | {'id':'x'}
            and an object                   | do: [{a: {input: {from: {i: '${ .user.id }'}}, set: '${ . }'}}]     | {'user':{'id':'x'}} | {'i':'x'}
            output.as takes bare jq         | do: [{a: {set: {n: [1, 2]}, output: {as: '.n[1]'}}}]            | {}                  | 2
            export.as makes the context     | do: [{a: {set: {n: 1}, export: {as: .n}}}, {b: {set: {c: '${ $context }'}}}] | {}         | {'c':1}
            output may be no object         | do: [{a: {set: {n: 1}, output: {as: .n}}}, {b: {set: {n: '${ . }'}}}] | {}                | {'n':1}
            of the process: input.from      | input: {from: .user}<n>do: [{a: {set: {id: '${ .id }'}}}]           | {'user':{'id':'x'}} | {'id':'x'}
            of the process: output.as       | output: {as: .id}<n>do: [{a: {set: {id: '${ .id }'}}}]              | {'id':'x'}          | 'x'
            $workflow.input is the raw one  | input: {from: .user}<n>do: [{a: {set: {id: '${ $workflow.input.user.id }'}}}] | {'user':{'id':'x'}} | {'id':'x'}
            $task.input is the raw one      | do: [{a: {input: {from: .user}, set: {id: '${ $task.input.user.id }'}}}] | {'user':{'id':'x'}} | {'id':'x'}
            $input is the transformed one   | do: [{a: {input: {from: .user}, set: {id: '${ $input.id }'}}}]      | {'user':{'id':'x'}} | {'id':'x'}
            $task names the task            | do: [{a: {set: {r: '${ $task.reference }', n: '${ $task.name }'}}}] | {}                  | {'r':'/do/0/a','n':'a'}
            """)
    void data_flows_as_it_says(String sentence, String tasks, String input, String output) {
        Simulation run = new Simulation(tasks.replace("<n>", "\n"), input);

        assertThat(run.output()).isEqualTo(json(output));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://serverlessworkflow.io/spec/1.0.0/errors/communication,true",
        "https://serverlessworkflow.io/dsl/errors/types/communication,true",
        "https://serverlessworkflow.io/spec/1.0.0/errors/timeout,false",
        "https://serverlessworkflow.io/dsl/errors/types/timeout,false"
    })
    void both_families_of_types_catch_an_error(String type, boolean caught) {
        Simulation run = Simulation.of("do: [{tryGetPet: {try: [{" + GET + "}], catch: {errors: {with: {type: '" + type
                + "', status: 404}}, as: err, do: [{b: {set: {at: '${ $err.instance }', s: '${ $err.status }'}}}]}}}]");

        run.refuse(404);

        assertThat(run.state()).isEqualTo(caught ? State.FINISHED : State.FAILED);
        if (caught) {
            assertThat(run.output()).isEqualTo(json("{'at':'/do/0/tryGetPet/try/0/getPet','s':404}"));
        }
    }

    @Test
    void an_error_that_is_raised_points_to_its_task() {
        Simulation run = Simulation.of("do: [{t: {try: [{r: {raise: {error: {type:"
                + " 'https://serverlessworkflow.io/dsl/errors/types/validation', status: 400}}}}], catch: {errors: {with:"
                + " {type: 'https://serverlessworkflow.io/spec/1.0.0/errors/validation', instance: /do/0/t/try/0/r}},"
                + " as: e, do: [{b: {set: {e: '${ $e.instance }'}}}]}}}]");

        assertThat(run.output()).isEqualTo(json("{'e':'/do/0/t/try/0/r'}"));
    }
}
