package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code listen} in the words of the DSL reference: one, any, all, until; filters and correlations. */
class ListenFormsTest {

    private static final String FEVER = "{with: {type: temperature, data: '${ .temperature > 38 }'}}";
    private static final String PULSE = "{with: {type: bpm, data: '${ .bpm < 60 or .bpm > 100 }'}}";
    private final Hearing hearing = new Hearing();

    @Test
    void any_ends_with_the_first_event_and_its_output_is_a_list() {
        Simulation run = Simulation.of("do: [{call: {listen: {to: {any: [" + FEVER + ", " + PULSE + "]}}}}]");
        assertThat(run.state()).isEqualTo(State.WAITING);

        hear(run, 1, "{'type':'bpm','data':{'bpm':120}}");

        assertThat(run.output()).isEqualTo(json("[{'bpm':120}]"));
        assertThat(run.told())
                .containsExactly("started call", "listening call", "heard call", "succeeded call", "finished");
    }

    @Test
    void all_waits_for_one_event_of_each_filter_and_keeps_their_order() {
        Simulation run =
                new Simulation("do: [{call: {listen: {to: {all: [" + FEVER + ", " + PULSE + "]}}}}]", "{}", true);

        hear(run, 1, "{'type':'bpm','data':{'bpm':120}}");
        hear(run, 1, "{'type':'bpm','data':{'bpm':130}}");
        assertThat(run.state()).isEqualTo(State.WAITING);
        hear(run, 0, "{'type':'temperature','data':{'temperature':39}}");

        assertThat(run.output()).isEqualTo(json("[{'bpm':120},{'temperature':39}]"));
    }

    @Test
    void any_until_a_condition_goes_on_hearing() {
        Simulation run = new Simulation(
                "do: [{call: {listen: {to: {any: [" + FEVER + "], until: '( . | length ) > 1'}}}}]", "{}", true);

        hear(run, 0, "{'type':'temperature','data':{'temperature':39}}");
        assertThat(run.state()).isEqualTo(State.WAITING);
        hear(run, 0, "{'type':'temperature','data':{'temperature':40}}");

        assertThat(run.output()).isEqualTo(json("[{'temperature':39},{'temperature':40}]"));
    }

    @Test
    void the_event_that_ends_it_is_no_part_of_the_output() {
        Simulation run = new Simulation(
                "do: [{call: {listen: {to: {any: [" + FEVER + "], until: {one: {with: {type: checked-out}}}}}}}]",
                "{}",
                true);

        hear(run, 0, "{'type':'temperature','data':{'temperature':39}}");
        hear(run, 1, "{'type':'checked-out','data':{'x':1}}");

        assertThat(run.output()).isEqualTo(json("[{'temperature':39}]"));
    }

    @Test
    void the_envelope_is_read_when_it_is_asked_for() {
        Simulation run = Simulation.of("do: [{call: {listen: {to: {one: {with: {type: t}}}, read: envelope}}}]");

        hear(run, 0, "{'id':'e1','type':'t','source':'s','data':{'x':1}}");

        assertThat(run.output()).isEqualTo(json("[{'id':'e1','type':'t','source':'s','data':{'x':1}}]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: t} | {'type':'t'} | true",
                "{type: t} | {'type':'other'} | false",
                "{type: t, subject: a} | {'type':'t','subject':'a'} | true",
                "{type: t, subject: a} | {'type':'t','subject':'ab'} | false",
                "{type: t, source: '${ startswith(\"sh\") }'} | {'type':'t','source':'shop'} | true",
                "{type: t, source: '${ startswith(\"sh\") }'} | {'type':'t','source':'bank'} | false",
                "{type: t, data: '${ .n > 3 }'} | {'type':'t','data':{'n':4}} | true",
                "{type: t, data: '${ .n > 3 }'} | {'type':'t','data':{'n':2}} | false",
                "{type: t, data: '${ .n > 3 }'} | {'type':'t'} | false",
                "{type: t, data: '${ fromjson > 3 }'} | {'type':'t','data':{'n':{}}} | false",
                "{type: t, data: {n: 4}} | {'type':'t','data':{'n':4}} | true",
            })
    void a_filter_takes_an_event_when_all_of_it_holds(String with, String event, boolean takes) {
        Simulation run = Simulation.of("do: [{call: {listen: {to: {one: {with: " + with + "}}}}}]");

        assertThat(hears(run, 0, event)).isEqualTo(takes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{o: {from: .data.order, expect: '${ .order }'}} | {'order':17} | {'order':17} | true",
                "{o: {from: .data.order, expect: '${ .order }'}} | {'order':17} | {'order':'17'} | true",
                "{o: {from: '${ .data.order }', expect: '${ .order }'}} | {'order':17} | {'order':18} | false",
                "{o: {from: .data.order, expect: 17}} | {} | {'order':17.0} | true",
                "{o: {from: .data.order, expect: x}, p: {from: .data.p, expect: '${ .p }'}} | {'p':1} | {'order':'x','p':1} | true",
                "{o: {from: .data.order, expect: x}, p: {from: .data.p, expect: '${ .p }'}} | {'p':1} | {'order':'x','p':2} | false",
                "{o: {from: .data.order}} | {} | {'order':'x'} | true",
                "{o: {from: .data.order}} | {} | {} | false",
            })
    void an_event_correlates_when_every_value_is_what_is_expected(
            String correlate, String input, String data, boolean takes) {
        Simulation run = new Simulation(
                "do: [{call: {listen: {to: {one: {with: {type: t}, correlate: " + correlate + "}}}}}]", input);
        String event = "{'type':'t','data':" + data + "}";
        Effect.Ear ear = listens(run).get(0).ear();
        Correlations ways = Correlations.of(run.definition.listens());

        assertThat(hears(run, 0, event)).isEqualTo(takes);
        if (takes) {
            assertThat(hearing.values(ways, json(event), 0)).contains(ear.value());
        }
    }

    @Test
    void nothing_to_expect_is_an_error_of_the_task() {
        Simulation run = Simulation.of("do: [{call: {listen: {to: {one: {with: {type: t}, correlate: "
                + "{o: {from: .data.o, expect: '${ .none }'}}}}}}}]");

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.cause().detail()).contains("expects is empty");
    }

    @Test
    void whoever_leaves_the_task_is_silenced_and_a_failed_one_listens_again_when_it_is_put_back() {
        Simulation run = new Simulation("""
                do:
                  - both:
                      fork:
                        branches:
                          - hear: {listen: {to: {one: {with: {type: t}}}}}
                          - call: {call: http, with: {method: get, endpoint: 'https://h/'}}
                """, "{}", true);
        Effect.Ear first = listens(run).get(0).ear();

        run.refuse(500);
        assertThat(run.last.effects()).containsExactly(new Effect.Silence(first));
        run.give(new Command.Redrive());

        assertThat(run.last.effects())
                .filteredOn(Effect.Listen.class::isInstance)
                .hasSize(1);
        assertThat(listens(run).get(1).ear().attempt()).isEqualTo(2);
    }

    private static List<Effect.Listen> listens(Simulation run) {
        return run.effects.stream()
                .filter(Effect.Listen.class::isInstance)
                .map(Effect.Listen.class::cast)
                .toList();
    }

    private static Effect.Listen listen(Simulation run, int filter) {
        return listens(run).stream()
                .filter(each -> each.ear().filter() == filter)
                .findFirst()
                .orElseThrow();
    }

    private boolean hears(Simulation run, int filter, String event) {
        Effect.Listen listen = listen(run, filter);
        return hearing.hears(run.definition, listen.ear(), listen.further(), json(event), 0);
    }

    private void hear(Simulation run, int filter, String event) {
        assertThat(hears(run, filter, event)).isTrue();
        Effect.Ear ear = listen(run, filter).ear();
        run.give(new Command.Heard(ear.path(), ear.iteration(), ear.attempt(), filter, json(event)));
    }
}
