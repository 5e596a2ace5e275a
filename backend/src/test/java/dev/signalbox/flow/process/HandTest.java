package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do to single instances, wherever these are. */
class HandTest {

    private static final Hand.Who ANNA = new Hand.Who("anna", "the shop is closed");

    private static final String CALL = "{call: http, with: {method: put, endpoint: 'https://h/%s'}}";

    private static Aims aims(Simulation run, @Nullable String path) {
        return new Aims(run.definition, run.instance, path, ANNA);
    }

    private static Hand hand(Aims.Found found) {
        assertThat(found).isInstanceOf(Aims.Found.One.class);
        return ((Aims.Found.One) found).hand();
    }

    private static Simulation act(Simulation run, Aims.Found found) {
        return run.give(new Command.ByHand(hand(found)));
    }

    private static void skip(Simulation run, @Nullable String path, String output) {
        act(run, aims(run, path).skip(json(output), run.steps));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_task_that_is_skipped_ends_with_the_given_output_and_its_outcome_comes_too_late(boolean forgetful) {
        Simulation run = new Simulation("""
                do:
                  - a: {call: http, with: {method: put, endpoint: 'https://h/a'}, output: {as: .never}, export: {as: '${ .n }'}}
                  - b: {set: {twice: '${ .n * 2 }'}}
                """, "{}", forgetful);
        Effect.Call call = run.call();

        skip(run, null, "{'n':21}");

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'twice':42}"));
        assertThat(run.instance.context()).isEqualTo(json("21"));
        assertThat(run.steps)
                .filteredOn(step -> step.what().equals("skipped by hand"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.path()).isEqualTo("/do/0/a");
                    assertThat(step.detail()).isEqualTo(json("{'by':'anna','reason':'the shop is closed'}"));
                });
        run.give(new Command.Succeeded(call.path(), 1, 1, json("1"), 1));
        assertThat(run.last.steps()).isEmpty();
    }

    @Test
    void the_same_hand_twice_is_one_and_the_next_round_of_a_loop_is_not_meant() {
        Simulation run = Simulation.of("""
                do:
                  - each:
                      for: {in: '[1,2]'}
                      do: [{a: CALL}]
                """.replace("CALL", CALL.formatted("a")));
        Hand first = hand(aims(run, null).skip(json("1"), run.steps));

        run.give(new Command.ByHand(first));
        run.give(new Command.ByHand(first));

        assertThat(run.last.steps()).isEmpty();
        assertThat(run.call().iteration()).isEqualTo(2);
        skip(run, null, "2");
        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("2"));
    }

    @Test
    void a_whole_loop_can_be_left_and_what_runs_in_it_is_given_up() {
        Simulation run = Simulation.of("""
                do:
                  - each:
                      for: {in: '[1,2]'}
                      do: [{rest: {wait: PT1H}}]
                """);

        skip(run, "/do/0/each", "{'left':true}");

        assertThat(run.output()).isEqualTo(json("{'left':true}"));
        assertThat(run.told()).containsSubsequence("cancelled rest", "skipped by hand each", "succeeded each");
        assertThat(run.last.effects()).containsExactly(new Effect.Untimed("/do/0/each/do/0/rest", 1, 1));
    }

    private static final String FORK = """
            do:
              - both:
                  fork:
                    branches:
                      - a: CALL1
                      - b: CALL2
            """.replace("CALL1", CALL.formatted("a")).replace("CALL2", CALL.formatted("b"));

    @Test
    void in_a_fork_the_task_must_be_named() {
        Simulation run = Simulation.of(FORK);

        assertThat(aims(run, null).skip(json("1"), run.steps))
                .isEqualTo(new Aims.Found.Several(
                        "path", List.of("/do/0/both/fork/branches/0/a", "/do/0/both/fork/branches/1/b")));
        skip(run, "/do/0/both/fork/branches/0/a", "1");
        assertThat(run.state()).isEqualTo(State.RUNNING);
        run.answer("2");
        assertThat(run.output()).isEqualTo(json("[1,2]"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_failed_instance_goes_on_after_the_failed_task_and_its_other_branches_do_theirs_again(boolean forgetful) {
        Simulation run = new Simulation(FORK, "{}", forgetful);
        run.refuse(500);
        assertThat(run.state()).isEqualTo(State.FAILED);
        int calls = run.effects.size();

        skip(run, null, "'by hand'");

        assertThat(run.state()).isEqualTo(State.RUNNING);
        assertThat(run.effects.subList(calls, run.effects.size()))
                .singleElement()
                .isInstanceOf(Effect.Call.class);
        assertThat(run.call().uri()).isEqualTo("https://h/a");
        assertThat(run.instance.redrives()).isEqualTo(1);
        run.answer("1");
        assertThat(run.output()).isEqualTo(json("[1,'by hand']"));
    }

    private static final String TRY = """
            do:
              - guard:
                  try: [{a: CALL}]
                  catch: {retry: {delay: PT1H, limit: {attempt: {count: 3}}}}
              - rest: {wait: PT1H}
            """.replace("CALL", CALL.formatted("a"));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_retry_and_a_wait_end_at_once_when_somebody_wants_so(boolean forgetful) {
        Simulation run = new Simulation(TRY, "{}", forgetful);
        run.refuse(503);
        assertThat(run.state()).isEqualTo(State.RETRYING);
        Effect.Timer timer = run.timer();

        act(run, aims(run, null).hurry());

        assertThat(run.call().attempt()).isEqualTo(2);
        assertThat(run.last.effects()).contains(new Effect.Untimed(timer.path(), 1, 2));
        assertThat(run.told()).containsSubsequence("retrying guard", "hurried by hand guard", "started a");
        assertThat(aims(run, null).hurry()).isInstanceOf(Aims.Found.None.class);
        run.answer("{'n':1}");
        act(run, aims(run, "/do/1/rest").hurry());
        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'n':1}"));
    }

    @Test
    void a_hurry_that_comes_when_the_timer_has_ended_changes_nothing() {
        Simulation run = new Simulation(TRY, "{}");
        run.refuse(503);
        Hand late = hand(aims(run, null).hurry());
        run.due();

        run.give(new Command.ByHand(late));

        assertThat(run.last.steps()).isEmpty();
        assertThat(run.call().attempt()).isEqualTo(2);
    }

    @Test
    void a_task_in_a_try_is_skipped_and_its_retries_are_over() {
        Simulation run = new Simulation(TRY, "{}");
        run.refuse(503);

        skip(run, null, "{'n':2}");

        assertThat(run.instance.places()).containsOnlyKeys("/do/1/rest");
        run.due();
        assertThat(run.output()).isEqualTo(json("{'n':2}"));
    }

    @Test
    void an_output_that_the_task_may_not_have_is_its_error() {
        Simulation run = Simulation.of("""
                do:
                  - a:
                      call: http
                      with: {method: put, endpoint: 'https://h/a'}
                      output: {schema: {format: json, document: {type: object}}}
                """);

        skip(run, null, "3");

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.cause().type()).endsWith("validation");
        skip(run, null, "{}");
        assertThat(run.state()).isEqualTo(State.FINISHED);
    }

    private static final String LISTEN = """
            do:
              - hear:
                  listen:
                    to:
                      all:
                        - with: {type: paid}
                        - with: {type: packed}
            """;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_task_that_listens_hears_what_nobody_sent(boolean forgetful) {
        Simulation run = new Simulation(LISTEN, "{}", forgetful);
        assertThat(aims(run, null).tell(null, json("{}")))
                .isEqualTo(new Aims.Found.Several("type", List.of("packed", "paid")));
        assertThat(aims(run, null).tell("lost", json("{}"))).isInstanceOf(Aims.Found.None.class);

        act(run, aims(run, null).tell("packed", json("{'n':2}")));

        assertThat(run.last.effects())
                .as("nobody waits for another one")
                .containsExactly(new Effect.Silence(new Effect.Ear("/do/0/hear", 1, 1, 1, "packed", "")));
        assertThat(run.steps.get(run.steps.size() - 1).detail().path("byHand"))
                .isEqualTo(json("{'by':'anna','reason':'the shop is closed'}"));
        act(run, aims(run, null).tell(null, json("{'n':1}")));
        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("[{'n':2},{'n':1}]"));
    }

    @Test
    void what_has_ended_is_left_alone() {
        Simulation run = Simulation.of("do: [{rest: {wait: PT1H}}]");
        Hand late = hand(aims(run, null).skip(json("1"), run.steps));
        act(run, aims(run, null).cancel(false));

        assertThat(run.state()).isEqualTo(State.CANCELLED);
        assertThat(run.steps.get(run.steps.size() - 1).detail()).isEqualTo(json("'by anna: the shop is closed'"));
        assertThat(aims(run, null).cancel(false)).isInstanceOf(Aims.Found.None.class);
        assertThat(aims(run, null).skip(json("1"), run.steps)).isInstanceOf(Aims.Found.None.class);
        run.give(new Command.ByHand(late));
        assertThat(run.last.steps()).isEmpty();
    }
}
