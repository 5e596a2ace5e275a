package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code x-signalbox: compensate}: what was done is undone, the last first, and nothing comes after its undoing. */
class CompensationTest {

    private static final String SAGA = """
            do:
              - reserve:
                  call: http
                  with: {method: post, endpoint: 'https://stock/'}
                  x-signalbox:
                    compensate:
                      do:
                        - release: {call: http, with: {method: delete, endpoint: 'https://stock/', body: '${ [., $done, $why.status] }'}}
              - charge:
                  call: http
                  with: {method: post, endpoint: 'https://bank/'}
                  x-signalbox:
                    compensate:
                      do:
                        - refund: {call: http, with: {method: delete, endpoint: 'https://bank/'}}
              - ship: {call: http, with: {method: post, endpoint: 'https://ship/'}}
            """;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_failure_undoes_what_was_done_the_last_first(boolean forgetful) {
        Simulation run = new Simulation(SAGA, "{'order':1}", forgetful);
        run.answer("{'reservation':7}").answer("{'charge':8}").refuse(409);

        assertThat(run.state()).isEqualTo(State.COMPENSATING);
        assertThat(run.call().uri()).isEqualTo("https://bank/");
        assertThat(run.call().key()).endsWith("/do/1/charge/x-signalbox/compensate/do/0/refund/1");
        run.answer("{}");
        assertThat(run.call().uri()).isEqualTo("https://stock/");
        assertThat(run.call().body()).isEqualTo(json("[{'order':1},{'reservation':7},409]"));
        run.answer("{}");

        assertThat(run.state()).isEqualTo(State.COMPENSATED);
        assertThat(run.last.failure()).isNull();
        assertThat(run.told()).endsWith("compensated reserve", "compensated");
    }

    /** Who was refused did nothing; who did not answer may have. */
    @ParameterizedTest
    @CsvSource({
        "402,https://stock/",
        "409,https://stock/",
        "408,https://bank/",
        "429,https://bank/",
        "500,https://bank/"
    })
    void a_task_that_failed_is_undone_unless_it_was_refused(int status, String first) {
        Simulation run = new Simulation(SAGA, "{}");
        run.answer("{}").refuse(status);

        assertThat(run.call().uri()).isEqualTo(first);
    }

    @Test
    void nothing_done_is_nothing_to_undo() {
        Simulation run = new Simulation(SAGA, "{}");

        run.refuse(409);

        assertThat(run.state()).isEqualTo(State.FAILED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_under_way_in_another_branch_is_awaited_before_it_is_undone(boolean forgetful) {
        Simulation run = new Simulation("""
                do:
                  - both:
                      fork:
                        branches:
                          - charge:
                              call: http
                              with: {method: post, endpoint: 'https://bank/'}
                              x-signalbox: {compensate: {do: [{refund: {call: http, with: {method: delete, endpoint: 'https://bank/'}}}]}}
                          - look: {call: http, with: {method: get, endpoint: 'https://other/'}}
                          - check: {call: http, with: {method: get, endpoint: 'https://check/'}}
                """, "{}", forgetful);
        List<Effect.Call> calls = calls(run);
        Effect.Call check = calls.get(2);
        Effect.Call charge = calls.get(0);

        run.give(new Command.Failed(
                check.path(), check.iteration(), check.attempt(), Fault.of("communication", 404, "no", "no"), 1));
        assertThat(run.state()).isEqualTo(State.COMPENSATING);
        assertThat(run.last.effects()).isEmpty();
        assertThat(run.instance.places()).containsOnlyKeys("/do/0/both", charge.path());
        run.give(new Command.Succeeded(charge.path(), charge.iteration(), charge.attempt(), json("{'id':1}"), 1));

        assertThat(run.call().uri()).isEqualTo("https://bank/");
        assertThat(run.call().method()).isEqualTo("DELETE");
        run.answer("{}");
        assertThat(run.state()).isEqualTo(State.COMPENSATED);
    }

    @Test
    void each_round_of_a_loop_is_undone_under_a_key_of_its_own() {
        Simulation run = new Simulation("""
                do:
                  - each:
                      for: {each: n, in: '[1, 2]'}
                      do:
                        - book:
                            set: {n: '${ $n }'}
                            x-signalbox: {compensate: {do: [{unbook: {call: http, with: {method: delete, endpoint: 'https://h/', body: '${ $done.n }'}}}]}}
                  - no: {raise: {error: {type: https://example.com/no, status: 400, title: no}}}
                """, "{}");
        assertThat(run.call().body()).hasToString("2");
        assertThat(run.call().key()).endsWith("/unbook/1");
        run.answer("{}");
        assertThat(run.call().body()).hasToString("1");
        assertThat(run.call().key()).endsWith("/unbook/2");
        run.answer("{}");

        assertThat(run.state()).isEqualTo(State.COMPENSATED);
    }

    @Test
    void a_caught_error_undoes_nothing_and_a_retry_is_one_task() {
        Simulation run = new Simulation("""
                do:
                  - safely:
                      try:
                        - charge:
                            call: http
                            with: {method: post, endpoint: 'https://bank/'}
                            x-signalbox: {compensate: {do: [{refund: {call: http, with: {method: delete, endpoint: 'https://bank/'}}}]}}
                      catch: {retry: {delay: PT0S, limit: {attempt: {count: 3}}}}
                  - last: {call: http, with: {method: post, endpoint: 'https://last/'}}
                """, "{}");
        run.refuse(503).refuse(409).answer("{}");
        assertThat(run.call().uri()).isEqualTo("https://last/");
        run.refuse(500);

        run.answer("{}");
        assertThat(run.state()).isEqualTo(State.COMPENSATED);
        assertThat(calls(run).stream().filter(call -> call.method().equals("DELETE")))
                .hasSize(1);
    }

    @Test
    void undoing_that_fails_is_a_failure_which_is_put_back_there() {
        Simulation run = new Simulation(SAGA, "{}", true);
        run.answer("{}").answer("{}").refuse(409).refuse(500);
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.last.failure()).isNotNull();

        run.give(new Command.Redrive());
        assertThat(run.state()).isEqualTo(State.COMPENSATING);
        assertThat(run.call().key()).endsWith("/refund/1");
        run.answer("{}").answer("{}");

        assertThat(run.state()).isEqualTo(State.COMPENSATED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_cancellation_undoes_only_when_it_is_told_to(boolean undo) {
        Simulation run = new Simulation(SAGA, "{}");
        run.answer("{}").answer("{}");

        run.give(new Command.Cancel("changed their mind", undo));

        assertThat(run.state()).isEqualTo(undo ? State.COMPENSATING : State.CANCELLED);
        if (undo) {
            run.answer("{}");
            assertThat(run.call().body()).isEqualTo(json("[{},{},null]"));
        }
    }

    private static List<Effect.Call> calls(Simulation run) {
        return run.effects.stream()
                .filter(Effect.Call.class::isInstance)
                .map(Effect.Call.class::cast)
                .toList();
    }
}
