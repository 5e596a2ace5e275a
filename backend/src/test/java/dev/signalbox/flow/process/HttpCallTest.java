package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCallTest {

    private static final String CALL = """
            do:
              - getPet:
                  call: http
                  with:
                    method: post
                    endpoint: https://pets.example/v2/{id}/find?status={status}
                    headers: {X-Shop: '${ .shop }', X-N: 7}
                    query: {q: '${ .q }', tag: '${ .tags }', none: null}
                    body: {name: '${ .name }'}
                    output: response
                    redirect: true
                  output: {as: .content}
              - after: {set: {got: '${ .n }'}}
            """;

    @Test
    void a_call_carries_everything_that_is_needed_to_make_it() {
        Simulation run = new Simulation(
                CALL, "{'id':'a/b','status':'sold out','shop':'s','q':'x&y','tags':['u','v'],'name':'Milou'}");

        assertThat(run.state()).isEqualTo(State.RUNNING);
        assertThat(run.call())
                .isEqualTo(new Effect.Call(
                        "/do/0/getPet",
                        1,
                        1,
                        Simulation.ID + "/do/0/getPet/1",
                        "POST",
                        "https://pets.example/v2/a%2Fb/find?status=sold%20out&q=x%26y&tag=u&tag=v",
                        Map.of("X-Shop", "s", "X-N", "7"),
                        json("{'name':'Milou'}"),
                        "response",
                        true,
                        null));
    }

    @Test
    void the_outcome_of_a_call_goes_on_to_the_next_task() {
        Simulation run = new Simulation(CALL, "{}").answer("{'statusCode':200,'content':{'n':3}}");

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.output()).isEqualTo(json("{'got':3}"));
        assertThat(run.told())
                .containsExactly(
                        "started getPet",
                        "scheduled getPet",
                        "succeeded getPet",
                        "started after",
                        "succeeded after",
                        "finished");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a missing variable is empty   | /p/{id}           | {}                | /p/
            a number is written as it is  | /p/{n}?x={n}      | {'n':12}          | /p/12?x=12
            a name is taken as a whole    | /p/{a.b}          | {'a.b':'c'}       | /p/c
            a question mark stays         | /p?status={s}     | {'s':'a?b'}       | /p?status=a%3Fb
            a line break cannot get out   | /p/{s}            | {'s':'a\\r\\nb'}  | /p/a%0D%0Ab
            what is not ASCII is encoded  | /p/{s}            | {'s':'ü'}         | /p/%C3%BC
            """)
    void the_endpoint_is_a_uri_template(String sentence, String template, String input, String path) {
        Simulation run = new Simulation(
                "do: [{c: {call: http, with: {method: get, endpoint: 'https://h" + template + "'}}}]", input);

        assertThat(run.call().uri()).isEqualTo("https://h" + path);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an object in the path         | endpoint: 'https://h/{x}'                               | {'x':{}}
            a way up in the path          | endpoint: 'https://h/a/{x}/b'                           | {'x':'..'}
            a line break in a header      | endpoint: 'https://h/', headers: {A: '${ .x }'}         | {'x':'a\\r\\nB: c'}
            a header name from elsewhere  | endpoint: 'https://h/', headers: '${ .x }'              | {'x':{'a b':'c'}}
            headers that are no object    | endpoint: 'https://h/', headers: '${ .x }'              | {'x':'a'}
            """)
    void what_must_not_be_sent_is_an_expression_error(String sentence, String with, String input) {
        Simulation run = new Simulation("do: [{c: {call: http, with: {method: get, " + with + "}}}]", input);

        assertThat(run.effects).isEmpty();
        assertThat(run.cause().type()).endsWith("/expression");
    }

    @Test
    void a_loop_counts_the_iteration_up_and_so_the_key() {
        Simulation run = Simulation.of("""
                do:
                  - poll: {call: http, with: {method: get, endpoint: 'https://h/'}}
                  - more: {switch: [{again: {when: .more, then: poll}}, {done: {then: exit}}]}
                """);
        run.answer("{'more':true}");

        assertThat(run.call().iteration()).isEqualTo(2);
        assertThat(run.call().attempt()).isEqualTo(1);
        assertThat(run.call().key()).endsWith("/do/0/poll/2");
        assertThat(run.answer("{}").state()).isEqualTo(State.FINISHED);
    }

    @Test
    void a_late_or_foreign_outcome_changes_nothing() {
        Simulation run = Simulation.of("do: [{c: {call: http, with: {method: get, endpoint: 'https://h/'}}}]");
        Instance before = run.instance;

        run.give(new Command.Succeeded("/do/0/c", 1, 2, json("1"), 1));
        run.give(new Command.Succeeded("/do/0/c", 2, 1, json("1"), 1));
        run.give(new Command.Succeeded("/do/0/other", 1, 1, json("1"), 1));
        run.give(new Command.Due("/do/0/c", 1, 1));
        run.give(new Command.Redrive());

        assertThat(run.instance).isSameAs(before);
        assertThat(run.last.steps()).isEmpty();
    }

    @Test
    void a_wait_is_measured_from_the_transition_that_entered_it() {
        for (String span : new String[] {"PT2S", "{seconds: 2}", "{milliseconds: 2000}", "'${ \"PT\\(.n)S\" }'"}) {
            Simulation run = new Simulation("do: [{w: {wait: " + span + "}}, {s: {set: {a: '${ .n }'}}}]", "{'n':2}");

            assertThat(run.timer()).isEqualTo(new Effect.Timer("/do/0/w", 1, 1, Simulation.BORN + 2000));
            assertThat(run.state()).isEqualTo(State.WAITING);
            assertThat(run.due().output()).isEqualTo(json("{'a':2}"));
        }
    }

    @Test
    void a_cancelled_instance_hears_nothing_more() {
        Simulation run = Simulation.of("do: [{c: {call: http, with: {method: get, endpoint: 'https://h/'}}}]");
        run.give(new Command.Cancel("not wanted"));

        assertThat(run.state()).isEqualTo(State.CANCELLED);
        assertThat(run.instance.places()).isEmpty();
        assertThat(run.answer("{}").last.steps()).isEmpty();
    }
}
