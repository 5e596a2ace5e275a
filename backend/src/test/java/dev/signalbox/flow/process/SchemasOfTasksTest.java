package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that break the schema at a border are an error of type validation, which names the place and quotes nothing. */
class SchemasOfTasksTest {

    private static final String N = "{document: {type: object, required: [n], properties: {n: {type: integer}}}}";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            the input of the process  | input: {schema: N}<n>do: [{a: {set: {n: 1}}}]                          | {'n':'canary'} | /
            before it is transformed  | input: {schema: N, from: '{n: 1}'}<n>do: [{a: {set: {n: 1}}}]          | {'n':'canary'} | /
            the output of the process | output: {schema: N}<n>do: [{a: {set: {n: canary}}}]                    | {}             | /
            the input of a task       | do: [{a: {set: {}, input: {schema: N}}}]                               | {'n':'canary'} | /do/0/a
            before it is transformed  | do: [{a: {set: {}, input: {schema: N, from: '{n: 1}'}}}]               | {'n':'canary'} | /do/0/a
            the output of a task      | do: [{a: {set: {n: canary}, output: {schema: N}}}]                     | {}             | /do/0/a
            after it was transformed  | do: [{a: {set: {n: 1}, output: {schema: N, as: '{n: "canary"}'}}}]     | {}             | /do/0/a
            the context               | do: [{a: {set: {n: 1}, export: {as: '{n: "canary"}', schema: N}}}]     | {}             | /do/0/a
            """)
    void a_breach_fails_the_instance(String sentence, String tasks, String input, String instance) {
        Simulation run = new Simulation(tasks.replace("<n>", "\n").replace("schema: N", "schema: " + N), input);

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.cause().type()).isEqualTo("https://serverlessworkflow.io/spec/1.0.0/errors/validation");
        assertThat(run.cause().status()).isEqualTo(400);
        assertThat(run.cause().detail()).startsWith("/n: ").doesNotContain("canary");
        assertThat(run.steps).filteredOn(step -> step.what().equals("failed")).allSatisfy(step -> assertThat(
                        step.detail().path("instance").asText())
                .isEqualTo(instance));
    }

    @Test
    void what_holds_goes_on_as_it_was() {
        Simulation run = new Simulation(
                "input: {schema: " + N + "}\noutput: {schema: " + N + "}\n"
                        + "do: [{a: {set: {n: '${ .n + 1 }'}, input: {schema: " + N + "}, output: {schema: " + N
                        + "}, export: {as: ., schema: " + N + "}}}]",
                "{'n':1}");

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'n':2}"));
        assertThat(run.instance.context()).isEqualTo(json("{'n':2}"));
    }

    @Test
    void a_breach_can_be_caught() {
        Simulation run = new Simulation(
                "do: [{t: {try: [{a: {set: {}, input: {schema: " + N + "}}}], catch: {errors: {with: {type:"
                        + " 'https://serverlessworkflow.io/spec/1.0.0/errors/validation', status: 400}}, as: e, do:"
                        + " [{b: {set: {at: '${ $e.instance }'}}}]}}}]",
                "{}");

        assertThat(run.output()).isEqualTo(json("{'at':'/do/0/t/try/0/a'}"));
    }

    @Test
    void a_context_that_breaks_its_schema_is_not_taken() {
        Simulation run = new Simulation(
                "do: [{a: {set: {n: 1}, export: {as: .}}}, {t: {try: [{b: {set: {n: x}, export: {as: ., schema: " + N
                        + "}}}], catch: {do: [{c: {set: {n: '${ $context.n }'}}}]}}}]",
                "{}");

        assertThat(run.output()).isEqualTo(json("{'n':1}"));
    }

    @Test
    void a_task_that_is_skipped_is_not_looked_at() {
        Simulation run = new Simulation("do: [{a: {if: .go, set: {}, input: {schema: " + N + "}}}]", "{}");

        assertThat(run.state()).isEqualTo(State.FINISHED);
    }
}
