package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code timeout} of a task: an error of type timeout, when it is due. */
class TimeoutTest {

    private static final String CALL = "call: http, with: {method: get, endpoint: 'https://h/'}";

    private static Effect.Timer deadline(Simulation run) {
        return run.effects.stream()
                .filter(Effect.Timer.class::isInstance)
                .map(Effect.Timer.class::cast)
                .filter(timer -> timer.attempt() == Effect.Timer.DEADLINE)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static Simulation late(Simulation run) {
        Effect.Timer timer = deadline(run);
        run.now = timer.due();
        return run.give(new Command.Due(timer.path(), timer.iteration(), timer.attempt()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_call_that_takes_too_long_is_given_up_when_the_timeout_is_due(boolean forgetful) {
        Simulation run = new Simulation("do: [{c: {" + CALL + ", timeout: {after: PT5S}}}]", "{}", forgetful);
        Effect.Call call = run.effects.stream()
                .filter(Effect.Call.class::isInstance)
                .map(Effect.Call.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(deadline(run).due()).isEqualTo(Simulation.BORN + 5000);

        late(run);

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.cause().type()).endsWith("/timeout");
        assertThat(run.cause().status()).isEqualTo(408);
        assertThat(run.cause().detail()).isEqualTo("\"c\" did not end within PT5S");
        assertThat(run.give(new Command.Succeeded(call.path(), 1, 1, json("{}"), 1))
                        .last
                        .steps())
                .isEmpty();
    }

    @Test
    void one_that_ends_in_time_leaves_no_timer() {
        Simulation run =
                new Simulation("do: [{c: {" + CALL + ", timeout: {after: {seconds: 5}}}}, {w: {wait: PT1H}}]", "{}");
        Effect.Call call = (Effect.Call) run.effects.get(1);

        run.give(new Command.Succeeded(call.path(), 1, 1, json("{}"), 1));

        assertThat(run.last.effects().get(0)).isEqualTo(new Effect.Untimed("/do/0/c", 1, Effect.Timer.DEADLINE));
        assertThat(late(run).state()).isEqualTo(State.WAITING);
    }

    @Test
    void it_can_be_caught_by_its_type_and_holds_for_all_attempts_together() {
        Simulation run = new Simulation("""
                use: {timeouts: {short: {after: PT10S}}}
                do:
                  - outer:
                      try:
                        - inner:
                            timeout: short
                            try: [{c: {CALL}}]
                            catch: {retry: {delay: PT8S}}
                      catch:
                        errors: {with: {type: 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout'}}
                        do: [{note: {set: {late: true}}}]
                """.replace("CALL", CALL), "{}");
        run.refuse(500).due();

        late(run);

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'late':true}"));
        assertThat(run.told()).contains("cancelled c");
    }

    @Test
    void a_task_that_is_entered_again_has_its_time_again() {
        Simulation run = new Simulation("""
                do:
                  - each:
                      for: {in: '[1, 2]'}
                      do:
                        - slow: {do: [{w: {wait: PT3S}}], timeout: {after: PT5S}}
                """, "{}");
        Effect.Timer first = (Effect.Timer) run.effects.get(1);
        run.now = first.due();
        run.give(new Command.Due(first.path(), first.iteration(), first.attempt()));
        assertThat(deadline(run).due()).isEqualTo(Simulation.BORN + 8000);

        run.now = Simulation.BORN + 5000;
        run.give(new Command.Due("/do/0/each/do/0/slow", 1, Effect.Timer.DEADLINE));

        assertThat(run.state()).as("that of the first round is over").isEqualTo(State.WAITING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_process_that_takes_too_long_fails_and_has_its_time_again_when_it_is_put_back(boolean forgetful) {
        Simulation run = new Simulation(
                "timeout: {after: PT1M}\ndo: [{c: {" + CALL + "}}, {w: {wait: PT40S}}]", "{}", forgetful);
        run.now += 30_000;
        run.answer("{}");
        Effect.Timer rest = run.timer();

        late(run);

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.last.failure()).isEqualTo(new Transition.Failure("", "d", 1, run.cause()));
        assertThat(run.cause().detail()).isEqualTo("\"d\" did not end within PT1M");
        run.now += 3_600_000;
        run.give(new Command.Redrive());
        assertThat(deadline(run).due()).isEqualTo(run.now + 60_000);
        run.give(new Command.Due(rest.path(), rest.iteration(), rest.attempt()));
        assertThat(run.state()).isEqualTo(State.FINISHED);
    }

    @Test
    void a_process_that_fails_at_its_very_end_is_put_back_there() {
        Simulation run = new Simulation(
                "timeout: {after: PT1M}\noutput: {as: '.x | tonumber'}\ndo: [{c: {" + CALL + "}}]", "{}");
        run.answer("{'x':'no number'}");
        assertThat(run.state()).isEqualTo(State.FAILED);

        run.give(new Command.Redrive());

        assertThat(run.state()).as("it fails there again").isEqualTo(State.FAILED);
        assertThat(run.effects.stream().filter(Effect.Call.class::isInstance)).hasSize(1);
    }

    @Test
    void one_that_was_put_back_has_the_time_that_was_left() {
        Simulation run = new Simulation(
                "do: [{all: {timeout: {after: PT1M}, do: [{c: {" + CALL + "}}, {w: {wait: PT1S}}]}}]", "{}");
        run.now += 20_000;
        run.refuse(500);
        assertThat(run.state()).isEqualTo(State.FAILED);
        run.now += 3_600_000;

        run.give(new Command.Redrive());

        assertThat(run.state()).isEqualTo(State.RUNNING);
        assertThat(deadline(run).due()).isEqualTo(run.now + 40_000);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            do: [{w: {wait: PT1S, timeout: shrot}}]                     | unknown-timeout
            do: [{w: {wait: PT1S, timeout: {after: soon}}}]             | duration
            do: [{w: {wait: PT1S, timeout: {}}}]                        | missing-property
            use: {timeouts: {a: {after: x}}}\\ndo: [{w: {wait: PT1S}}]  | duration
            """)
    void what_is_wrong_with_a_timeout_is_told(String tasks, String code) {
        Parsed parsed = Definitions.parse(Simulation.text(tasks.replace("\\n", "\n")));

        assertThat(((Parsed.Invalid) parsed).problems())
                .extracting(Problem::code)
                .contains(code);
    }
}
