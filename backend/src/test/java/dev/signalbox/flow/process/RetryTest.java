package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {

    private static final String GET = "{call: http, with: {method: get, endpoint: 'https://h/'}}";

    private static Simulation retrying(String policy, boolean forgetful) {
        return new Simulation(
                "use: {retries: {often: {delay: PT1S, limit: {attempt: {count: 2}}}}}\ndo:\n  - guard:\n      try: [{c: "
                        + GET + "}]\n      catch: {retry: " + policy + "}",
                "{'x':5}",
                forgetful);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            constant by default        | {delay: PT2S}                                                  | 2000 2000 2000
            constant                   | {delay: {seconds: 2}, backoff: {constant: {}}}                 | 2000 2000 2000
            linear                     | {delay: PT2S, backoff: {linear: {}}}                           | 2000 4000 6000
            exponential                | {delay: PT2S, backoff: {exponential: {}}}                      | 2000 4000 8000
            limited by count           | {delay: PT2S, limit: {attempt: {count: 2}}}                    | 2000 2000
            limited by time            | {delay: PT2S, limit: {duration: PT5S}}                         | 2000 2000
            named                      | often                                                          | 1000 1000
            with no delay              | {limit: {attempt: {count: 2}}}                                 | 0 0
            with neither               | {}                                                             | 0 0 0
            while a condition holds    | {delay: PT1S, when: $error.status == 500}                      | 1000 1000 1000
            never when it does not     | {delay: PT1S, when: $error.status == 1}                        | -
            except when                | {delay: PT1S, exceptWhen: $error.status == 500}                | -
            """)
    void a_retry_comes_when_its_policy_says(String sentence, String policy, String delays) {
        Simulation run = retrying(policy, false);
        List<String> waited = new ArrayList<>();

        for (int attempt = 1; attempt <= 3 && !run.state().ended(); attempt++) {
            assertThat(run.call().attempt()).isEqualTo(attempt);
            run.refuse(500);
            if (run.state() == State.RETRYING) {
                waited.add(Long.toString(run.timer().due() - run.now));
                run.due();
            } else if (!run.state().ended()) {
                waited.add("0");
            }
        }

        assertThat(waited.isEmpty() ? "-" : String.join(" ", waited)).isEqualTo(delays);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_retry_repeats_the_key_with_another_attempt_number_also_after_a_crash(boolean forgetful) {
        Simulation run = retrying("{delay: PT1S, backoff: {exponential: {}}, limit: {attempt: {count: 3}}}", forgetful);
        String key = run.call().key();

        run.refuse(500).due().refuse(500).due();

        assertThat(run.call().key()).isEqualTo(key);
        assertThat(run.call().attempt()).isEqualTo(3);
        assertThat(run.now).isEqualTo(Simulation.BORN + 3000);
        assertThat(run.answer("{'ok':1}").output()).isEqualTo(json("{'ok':1}"));
    }

    @Test
    void a_retry_that_is_used_up_passes_the_error_on() {
        Simulation run =
                retrying("often", false).refuse(500).due().refuse(501).due().refuse(502);

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.last.failure()).isEqualTo(new Transition.Failure("/do/0/guard/try/0/c", "c", 3, run.cause()));
        assertThat(run.cause().status()).isEqualTo(502);
    }

    @Test
    void a_retry_that_is_used_up_goes_into_the_handler_when_there_is_one() {
        Simulation run = Simulation.of(
                "do: [{guard: {try: [{c: " + GET
                        + "}], catch: {retry: {limit: {attempt: {count: 1}}}, do: [{s: {set: {saved: '${ $error.status }'}}}]}}}]");

        run.refuse(500).refuse(501);

        assertThat(run.output()).isEqualTo(json("{'saved':501}"));
    }

    @Test
    void the_outcome_of_an_older_attempt_is_ignored() {
        Simulation run = retrying("{}", false);
        Effect.Call first = run.call();
        run.refuse(500);

        run.give(new Command.Succeeded(first.path(), first.iteration(), first.attempt(), json("{'old':1}"), 1));

        assertThat(run.last.steps()).isEmpty();
        assertThat(run.answer("{'new':1}").output()).isEqualTo(json("{'new':1}"));
    }

    @Test
    void jitter_adds_a_chance_delay_within_its_bounds() {
        for (int i = 0; i < 20; i++) {
            Simulation run = retrying("{delay: PT1S, jitter: {from: PT1S, to: PT3S}}", false)
                    .refuse(500);

            assertThat(run.timer().due() - run.now).isBetween(2000L, 4000L);
        }
    }

    @Test
    void a_retry_comes_no_earlier_than_the_target_asked_for_and_not_with_all_others() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Simulation run = retrying("{delay: PT1S}", false);
            run.refuse(503, run.now + 30_000);
            waits.add(run.timer().due() - run.now);
        }

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(30_000L, 33_000L));
        assertThat(waits).as("each with a chance of its own").hasSizeGreaterThan(1);
    }

    @Test
    void a_wish_of_the_target_shortens_no_delay_and_lifts_no_limit() {
        Simulation slow = retrying("{delay: PT1M}", false);
        slow.refuse(503, slow.now + 1_000);
        Simulation limited = retrying("{delay: PT1S, limit: {duration: PT5S}}", false);
        limited.refuse(503, limited.now + 30_000);

        assertThat(slow.timer().due() - slow.now).isEqualTo(60_000);
        assertThat(limited.state()).isEqualTo(State.FAILED);
    }

    @Test
    void a_loop_inside_a_retried_try_repeats_its_iterations() {
        Simulation run = Simulation.of("""
                do:
                  - guard:
                      try:
                        - poll: {call: http, with: {method: get, endpoint: 'https://h/'}}
                        - more: {switch: [{again: {when: .more, then: poll}}, {done: {then: exit}}]}
                      catch: {retry: {delay: PT1S}}
                """);
        run.answer("{'more':true}").refuse(500).due();

        assertThat(run.call().key()).endsWith("/poll/1");
        assertThat(run.call().attempt()).isEqualTo(2);
        assertThat(run.answer("{'more':true}").call().key()).endsWith("/poll/2");
    }

    @Test
    void endless_retries_of_what_fails_at_once_end() {
        Simulation run = Simulation.of(
                "do: [{t: {try: [{r: {raise: {error: {type: 'https://x/y', status: 1}}}}], catch: {retry: {}}}}]");

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.cause().title()).isEqualTo("endless loop");
    }
}
