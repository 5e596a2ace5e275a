package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person can change when a failed instance is put back, and that it may be given up. */
class PutBackTest {

    private static final String PAY =
            "pay: {call: http, with: {method: post, endpoint: 'https://h/', body: '${ {total: .total} }'}}";
    private static final String RETRIED = "try: [{" + PAY
            + "}], catch: {errors: {with: {status: 503}}, retry: {delay: PT1S, limit: {attempt: " + "{count: 5}}}}";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void another_input_makes_another_call_under_another_key_also_in_retries_and_later_redrives(boolean forgetful) {
        Simulation run = new Simulation("do: [{t: {" + RETRIED + "}}]", "{'total':1}", forgetful);
        String key = run.call().key();
        run.refuse(400).give(edit("/do/0/t/try/0/pay", "{'total':2}"));

        assertThat(run.call().key()).isEqualTo(key + "/r1");
        assertThat(run.call().body()).isEqualTo(json("{'total':2}"));
        run.refuse(503).due();
        assertThat(run.call().key()).isEqualTo(key + "/r1");
        assertThat(run.call().body()).isEqualTo(json("{'total':2}"));
        run.refuse(400).give(new Command.Redrive());
        assertThat(run.call().key()).isEqualTo(key + "/r1");
        assertThat(run.call().body()).isEqualTo(json("{'total':2}"));
        run.refuse(400).give(edit("/do/0/t/try/0/pay", "{'total':3}"));
        assertThat(run.call().key()).isEqualTo(key + "/r3");
        assertThat(run.call().body()).isEqualTo(json("{'total':3}"));
    }

    @Test
    void the_next_round_of_a_loop_has_its_own_input_and_key() {
        Simulation run = new Simulation("do: [{l: {for: {in: '[1, 2]'}, do: [{" + PAY + "}]}}]", "{'total':1}");
        run.refuse(400).give(edit("/do/0/l/do/0/pay", "{'total':2}")).answer("{'total':5}");

        assertThat(run.call().key()).endsWith("/do/0/l/do/0/pay/2");
        assertThat(run.call().body()).isEqualTo(json("{'total':5}"));
    }

    @Test
    void what_is_given_is_neither_checked_nor_transformed() {
        String own = "input: {from: '{total: .other}', schema: {document: {type: object, required: [other]}}}, ";
        Simulation run = new Simulation("do: [{" + PAY.replace("pay: {", "pay: {" + own) + "}]", "{'other':1}");
        assertThat(run.call().body()).isEqualTo(json("{'total':1}"));

        run.refuse(400).give(edit("/do/0/pay", "{'total':7}"));

        assertThat(run.call().body()).isEqualTo(json("{'total':7}"));
    }

    @Test
    void an_attempt_that_was_asked_for_is_no_retry_and_those_after_it_are() {
        Simulation run = new Simulation("do: [{t: {" + RETRIED + "}}]", "{'total':1}");
        String path = run.call().path();
        run.refuse(400).give(new Command.Redrive());

        assertThat(run.call().attempt()).isEqualTo(2);
        assertThat(visit(run, path).asked(2)).isTrue();
        run.refuse(503).due();
        assertThat(run.call().attempt()).isEqualTo(3);
        assertThat(visit(run, path).asked(3)).isFalse();
    }

    @Test
    void a_failed_instance_is_given_up_with_what_it_has_run() {
        Simulation run =
                Simulation.of("do: [{f: {fork: {branches: [{child: {run: {workflow: {namespace: test, name: other,"
                        + " version: latest}}}}, {" + PAY + "}]}}}]");
        Effect.Call call = run.effects.stream()
                .filter(Effect.Call.class::isInstance)
                .map(Effect.Call.class::cast)
                .findFirst()
                .orElseThrow();
        run.give(new Command.Failed(
                call.path(), call.iteration(), call.attempt(), Fault.of("communication", 400, "no", "no"), 1));
        assertThat(run.state()).isEqualTo(State.FAILED);

        run.give(new Command.Discard("nobody wants it"));

        assertThat(run.state()).isEqualTo(State.CANCELLED);
        assertThat(run.last.effects()).singleElement().isInstanceOf(Effect.Abandon.class);
        assertThat(run.last.steps()).singleElement().satisfies(step -> {
            assertThat(step.what()).isEqualTo("discarded");
            assertThat(String.valueOf(step.detail())).contains("nobody wants it");
        });
        assertThat(run.give(new Command.Redrive()).last.steps()).isEmpty();
    }

    @Test
    void what_has_not_failed_is_not_given_up() {
        Simulation run = Simulation.of("do: [{" + PAY + "}]");

        assertThat(run.give(new Command.Discard("x")).last.steps()).isEmpty();
        assertThat(run.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void another_version_must_have_the_same_kind_of_task_at_the_same_place() {
        Simulation run = Simulation.of("do: [{" + PAY + "}]").refuse(400);
        Definition better = Simulation.definition("do: [{" + PAY.replace("post", "put") + "}, {s: {set: {a: 1}}}]");
        Definition moved = Simulation.definition("do: [{s: {set: {a: 1}}}, {" + PAY + "}]");
        Definition other = Simulation.definition("do: [{pay: {set: {a: 1}}}]");

        assertThat(Mending.refusesVersion(run.instance, run.definition, better)).isNull();
        assertThat(Mending.refusesVersion(run.instance, run.definition, moved)).contains("no task at /do/0/pay");
        assertThat(Mending.refusesVersion(run.instance, run.definition, other)).contains("of another kind");
    }

    @Test
    void only_what_calls_or_sends_can_have_its_input_replaced() {
        Simulation run = Simulation.of("do: [{s: {set: {a: '${ .x + {} }'}}}]");
        Simulation called = Simulation.of("do: [{" + PAY + "}]").refuse(400);
        Simulation broken = Simulation.of("output: {as: '1 + {}'}\ndo: [{s: {set: {a: 1}}}]");

        assertThat(Mending.refusesInput(called.instance, called.definition, "/do/0/pay"))
                .isNull();
        assertThat(Mending.refusesInput(broken.instance, broken.definition, "")).contains("did not fail at a task");
        assertThat(Mending.refusesInput(called.instance, called.definition, "/do/9/pay"))
                .contains("did not fail at a task");
        assertThat(run.state()).isEqualTo(State.FINISHED);
    }

    private static Visit visit(Simulation run, String path) {
        return Objects.requireNonNull(run.instance.visits().get(path));
    }

    private static Command edit(String path, String input) {
        return new Command.Redrive(null, new Command.Redrive.Edit(path, json(input)));
    }
}
