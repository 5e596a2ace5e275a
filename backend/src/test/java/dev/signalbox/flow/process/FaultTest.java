package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    private static final String GET = "{call: http, with: {method: get, endpoint: 'https://h/'}}";

    private static Simulation guarded(String handling) {
        return new Simulation(
                "do:\n  - tryGetPet:\n      try: [{getPet: " + GET + "}]\n      catch: " + handling
                        + "\n  - after: {set: {after: '${ . }'}}",
                "{'x':5}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing asked takes all        | {}                                                                                        | true
            the status is equal            | {errors: {with: {status: 503}}}                                                           | true
            the status differs             | {errors: {with: {status: 404}}}                                                           | false
            the type as the reference says | {errors: {with: {type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication'}}} | true
            the type as others say it      | {errors: {with: {type: 'https://serverlessworkflow.io/dsl/errors/types/communication'}}}  | true
            another type                   | {errors: {with: {type: 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout'}}}       | false
            the instance is the pointer    | {errors: {with: {instance: /do/0/tryGetPet/try/0/getPet}}}                                | true
            the title is equal             | {errors: {with: {title: service answered 503}}}                                           | true
            when holds                     | {when: '${ $error.status == 503 }'}                                                       | true
            when does not hold             | {when: $error.status == 1}                                                                | false
            when under another name        | {as: oops, when: $oops.status == 503}                                                     | true
            except when it holds           | {exceptWhen: $error.status == 503}                                                        | false
            except when it does not        | {exceptWhen: $error.status == 1}                                                          | true
            """)
    void a_catch_takes_what_its_filter_says(String sentence, String handling, boolean taken) {
        Simulation run = guarded(handling).refuse(503);

        assertThat(run.state()).isEqualTo(taken ? State.FINISHED : State.FAILED);
    }

    @Test
    void a_caught_error_is_seen_by_the_handler_and_the_input_is_that_of_the_try() {
        Simulation run = guarded("{as: err, do: [{note: {set: {x: '${ .x }', e: '${ $err }'}}}]}")
                .refuse(500);

        assertThat(run.output())
                .isEqualTo(json(
                        "{'after':{'x':5,'e':{'type':'https://serverlessworkflow.io/spec/1.0.0/errors/communication',"
                                + "'status':500,'title':'service answered 500','detail':'no luck',"
                                + "'instance':'/do/0/tryGetPet/try/0/getPet'}}}"));
        assertThat(run.told()).contains("failed getPet", "caught tryGetPet", "succeeded note");
    }

    @Test
    void an_unmatched_error_goes_on_to_the_try_around() {
        Simulation run = Simulation.of(
                "do: [{outer: {try: [{inner: {try: [{c: " + GET
                        + "}], catch: {errors: {with: {status: 404}}}}}], catch: {do: [{s: {set: {saved: '${ $error.instance }'}}}]}}}]");
        run.refuse(500);

        assertThat(run.output()).isEqualTo(json("{'saved':'/do/0/outer/try/0/inner/try/0/c'}"));
    }

    @Test
    void an_error_in_a_handler_is_not_caught_by_its_own_try() {
        Simulation run = guarded("{do: [{again: " + GET + "}]}").refuse(500).refuse(501);

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.last.failure())
                .isEqualTo(new Transition.Failure("/do/0/tryGetPet/catch/do/0/again", "again", 1, run.cause()));
        assertThat(run.cause().status()).isEqualTo(501);
    }

    @Test
    void an_uncaught_error_ends_the_instance_with_its_task_and_cause() {
        Simulation run = Simulation.of("do: [{c: " + GET + "}]").refuse(500);

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.instance.ended()).isEqualTo(run.now);
        assertThat(run.last.failure()).isEqualTo(new Transition.Failure("/do/0/c", "c", 1, run.cause()));
    }

    @Test
    void a_raised_error_is_caught_like_any_other() {
        Simulation run = Simulation.of("""
                use: {errors: {late: {type: 'https://shop/errors/late', status: 418, title: '${ "late by \\(.n)" }'}}}
                do:
                  - guard:
                      try: [{prepare: {set: {n: 3}}}, {stop: {raise: {error: late}}}]
                      catch:
                        errors: {with: {type: 'https://shop/errors/late'}}
                        do: [{s: {set: {t: '${ $error.title }'}}}]
                """);

        assertThat(run.output()).isEqualTo(json("{'t':'late by 3'}"));
    }

    @Test
    void a_broken_evaluation_is_an_expression_error_that_can_be_caught() {
        Simulation run = new Simulation(
                "do: [{t: {try: [{s: {set: {a: '${ .x + {} }'}}}], catch: {do: [{k: {set: '${ $error.type }'}}]}}}]",
                "{'x':5}");

        assertThat(run.output().asText()).isEqualTo("https://serverlessworkflow.io/spec/1.0.0/errors/expression");
    }

    @Test
    void an_output_larger_than_a_variable_may_be_is_a_fault() {
        Simulation run = Simulation.of("do: [{c: " + GET + "}]").answer("'" + "x".repeat(300_000) + "'");

        assertThat(run.cause().type()).endsWith("/data-too-large");
        assertThat(run.instance.output()).isNull();
    }

    @Test
    void a_redrive_does_the_failed_task_again_with_the_same_key() {
        Simulation run = Simulation.of("do: [{a: {set: {n: 1}}}, {c: " + GET + "}, {b: {set: {m: '${ .n }'}}}]");
        String key = run.call().key();

        run.refuse(500).give(new Command.Redrive());

        assertThat(run.state()).isEqualTo(State.RUNNING);
        assertThat(run.instance.redrives()).isEqualTo(1);
        assertThat(run.instance.ended()).isZero();
        assertThat(run.call().key()).isEqualTo(key);
        assertThat(run.call().attempt()).isEqualTo(2);
        assertThat(run.answer("{'n':9}").output()).isEqualTo(json("{'m':9}"));
        assertThat(run.give(new Command.Redrive()).last.steps()).isEmpty();
    }

    @Test
    void a_redrive_of_a_failed_output_finishes_with_the_same_tasks_done_once() {
        Simulation run =
                Simulation.of("output: {as: '.n + {}'}\ndo: [{c: " + GET + "}]").answer("{'n':1}");

        assertThat(run.state()).isEqualTo(State.FAILED);
        run.give(new Command.Redrive());
        assertThat(run.effects).hasSize(1);
        assertThat(run.state()).isEqualTo(State.FAILED);
    }
}
