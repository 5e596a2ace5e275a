package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fork}, in the words of the DSL reference: tasks beside each other, of which the first may win. */
class ForkTest {

    private static final String CALLS = """
            do:
              - both:
                  fork:
                    compete: COMPETE
                    branches:
                      - nurse: {call: http, with: {method: put, endpoint: 'https://h/nurse'}}
                      - doctor:
                          do:
                            - page: {call: http, with: {method: put, endpoint: 'https://h/doctor'}}
                            - rest: {wait: PT1M}
            """;

    private static Simulation calls(boolean compete, boolean forgetful) {
        return new Simulation(CALLS.replace("COMPETE", Boolean.toString(compete)), "{'n':1}", forgetful);
    }

    private static Effect.Call call(Simulation run, String end) {
        return run.effects.stream()
                .filter(Effect.Call.class::isInstance)
                .map(Effect.Call.class::cast)
                .filter(call -> call.uri().endsWith(end))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static void answer(Simulation run, String end, String output) {
        Effect.Call call = call(run, end);
        run.give(new Command.Succeeded(call.path(), call.iteration(), call.attempt(), json(output), 1));
    }

    private static void refuse(Simulation run, String end) {
        Effect.Call call = call(run, end);
        Fault fault = Fault.of("communication", 500, "service answered 500", "no luck");
        run.give(new Command.Failed(call.path(), call.iteration(), call.attempt(), fault, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void branches_run_beside_each_other_and_the_output_is_the_list_of_theirs(boolean forgetful) {
        Simulation run = calls(false, forgetful);
        assertThat(run.effects).hasSize(2);
        assertThat(call(run, "nurse").key()).isEqualTo(Simulation.ID + "/do/0/both/fork/branches/0/nurse/1");
        assertThat(call(run, "doctor").key())
                .isEqualTo(Simulation.ID + "/do/0/both/fork/branches/1/doctor/do/0/page/1");

        answer(run, "doctor", "{'d':1}");
        assertThat(run.state()).isEqualTo(State.RUNNING);
        answer(run, "nurse", "{'n':1}");
        assertThat(run.state()).isEqualTo(State.WAITING);
        run.due();

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("[{'n':1},{'d':1}]"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_first_that_ends_wins_and_the_others_are_cancelled(boolean forgetful) {
        Simulation run = calls(true, forgetful);
        answer(run, "doctor", "{'d':1}");
        int before = run.effects.size();

        answer(run, "nurse", "{'n':1}");

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'n':1}"));
        assertThat(run.told()).contains("cancelled rest");
        assertThat(run.effects.subList(before, run.effects.size()))
                .as("its timer is over")
                .singleElement()
                .isInstanceOf(Effect.Untimed.class);
        assertThat(run.give(new Command.Due("/do/0/both/fork/branches/1/doctor/do/1/rest", 1, 1))
                        .last
                        .steps())
                .isEmpty();
    }

    @Test
    void an_error_in_a_branch_is_that_of_the_fork_and_a_try_around_it_ends_the_others() {
        Simulation run = new Simulation("""
                do:
                  - guard:
                      try:
                        - both:
                            fork:
                              branches:
                                - a: {call: http, with: {method: put, endpoint: 'https://h/a'}}
                                - b: {call: http, with: {method: put, endpoint: 'https://h/b'}}
                      catch:
                        as: oops
                        do: [{note: {set: {failed: '${ $oops.instance }'}}}]
                """, "{}");

        refuse(run, "a");

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'failed':'/do/0/guard/try/0/both/fork/branches/0/a'}"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_branch_that_was_under_way_when_another_failed_goes_on_when_the_instance_is_put_back(boolean forgetful) {
        Simulation run = calls(false, forgetful);
        answer(run, "doctor", "{'d':1}");
        refuse(run, "nurse");
        assertThat(run.state()).isEqualTo(State.FAILED);
        String key = call(run, "nurse").key();
        int attempt = call(run, "nurse").attempt();

        run.give(new Command.Redrive());

        assertThat(call(run, "nurse").key()).isEqualTo(key);
        assertThat(call(run, "nurse").attempt()).isGreaterThan(attempt);
        answer(run, "nurse", "{'n':2}");
        Effect.Timer rest = run.effects.stream()
                .filter(Effect.Timer.class::isInstance)
                .map(Effect.Timer.class::cast)
                .reduce((first, last) -> last)
                .orElseThrow();
        run.give(new Command.Due(rest.path(), rest.iteration(), rest.attempt()));
        assertThat(run.output()).isEqualTo(json("[{'n':2},{'d':1}]"));
    }

    @Test
    void a_branch_that_fails_at_once_does_not_keep_the_others_from_beginning_nor_from_being_put_back() {
        Simulation run = new Simulation("""
                do:
                  - both:
                      fork:
                        branches:
                          - a: {raise: {error: {type: 'https://x/no', status: 400}}}
                          - b: {call: http, with: {method: put, endpoint: 'https://h/b'}}
                """, "{}");
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.effects).as("a failed instance calls nobody").isEmpty();

        run.give(new Command.Redrive());

        assertThat(run.state()).as("a fails again").isEqualTo(State.FAILED);
        assertThat(run.instance.places()).containsKey("/do/0/both/fork/branches/1/b");
    }

    @Test
    void what_one_branch_caught_is_not_seen_by_another() {
        Simulation run = new Simulation("""
                do:
                  - both:
                      fork:
                        branches:
                          - a:
                              try: [{boom: {raise: {error: {type: 'https://x/no', status: 400}}}}]
                              catch: {as: oops, do: [{hold: {wait: PT1S}}]}
                          - b:
                              try: [{c: {call: http, with: {method: put, endpoint: 'https://h/b'}}}]
                              catch: {as: oops, do: [{note: {set: {status: '${ $oops.status }'}}}]}
                """, "{}");

        refuse(run, "b");
        Effect.Timer hold = run.effects.stream()
                .filter(Effect.Timer.class::isInstance)
                .map(Effect.Timer.class::cast)
                .findFirst()
                .orElseThrow();
        run.give(new Command.Due(hold.path(), hold.iteration(), hold.attempt()));

        assertThat(run.output().get(1)).isEqualTo(json("{'status':500}"));
    }

    @Test
    void end_in_a_branch_ends_the_process() {
        Simulation run = new Simulation("""
                do:
                  - both:
                      fork:
                        branches:
                          - a: {set: {done: true}, then: end}
                          - b: {call: http, with: {method: put, endpoint: 'https://h/b'}}
                  - never: {set: {never: true}}
                """, "{}");

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'done':true}"));
    }

    @Test
    void calls_of_all_branches_are_made_again_by_the_next_owner() {
        Simulation run = calls(false, false);
        Machine machine = new Machine((name, label) -> null, new java.util.SplittableRandom(1));

        assertThat(machine.pending(run.definition, run.instance, run.now)).hasToString(run.effects.toString());
    }
}
