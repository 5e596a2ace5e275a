package dev.signalbox.flow.process;

import static dev.signalbox.flow.process.Simulation.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueMessageTest {

    private static final String SHIP = """
            do:
              - ship:
                  x-signalbox:
                    queue:
                      sink: warehouse
                      to: '${ "orders-\\(.region)" }'
                      key: '${ .orderId }'
                      headers: {region: '${ .region }', n: 7}
                      body: {id: '${ .orderId }'}
                      type: shop.order.shipped
              - after: {set: {offset: '${ .offset }'}}
            """;

    @Test
    void a_message_carries_everything_that_is_needed_to_send_it() {
        Simulation run = new Simulation(SHIP, "{'region':'eu','orderId':12}");

        assertThat(run.state()).isEqualTo(State.RUNNING);
        assertThat(run.effects)
                .containsExactly(new Effect.Send(
                        "/do/0/ship",
                        1,
                        1,
                        Simulation.ID + "/do/0/ship/1",
                        "warehouse",
                        "orders-eu",
                        "12",
                        Map.of("region", "eu", "n", "7"),
                        json("{'id':12}"),
                        "shop.order.shipped"));
        assertThat(run.steps.get(1).detail())
                .isEqualTo(json("{'sink':'warehouse','to':'orders-eu','key':'12','type':'shop.order.shipped',"
                        + "'body':{'id':12}}"));
    }

    @Test
    void its_outcome_goes_on_to_the_next_task() {
        Simulation run = new Simulation(SHIP, "{'region':'eu','orderId':12}");
        run.give(new Command.Succeeded("/do/0/ship", 1, 1, json("{'offset':3}"), 1));

        assertThat(run.output()).isEqualTo(json("{'offset':3}"));
        assertThat(run.told()).startsWith("started ship", "scheduled ship", "succeeded ship");
    }

    @Test
    void without_more_than_a_sink_it_is_the_input_under_the_key_of_the_instance() {
        Simulation run = new Simulation("do: [{a: {x-signalbox: {queue: {sink: s}}}}]", "{'n':1}");

        assertThat(run.effects)
                .containsExactly(new Effect.Send(
                        "/do/0/a", 1, 1, Simulation.ID + "/do/0/a/1", "s", null, "k", Map.of(), json("{'n':1}"), null));
    }

    @Test
    void a_retry_has_the_same_key_and_the_error_can_be_caught() {
        Simulation run = new Simulation(
                "do: [{t: {try: [{a: {x-signalbox: {queue: {sink: s}}}}], catch: {errors: {with: {type: "
                        + "'https://serverlessworkflow.io/spec/1.0.0/errors/communication'}}, "
                        + "retry: {limit: {attempt: {count: 2}}}, do: [{sorry: {set: {sorry: true}}}]}}}]",
                "{}",
                true);
        Fault away = Fault.of("communication", 503, "Kafka did not take the message", "sink s: away");

        run.give(new Command.Failed("/do/0/t/try/0/a", 1, 1, away, 1));
        Effect.Send second = (Effect.Send) run.effects.get(run.effects.size() - 1);
        assertThat(second.key()).isEqualTo(((Effect.Send) run.effects.get(0)).key());
        assertThat(second.attempt()).isEqualTo(2);
        run.give(new Command.Failed("/do/0/t/try/0/a", 1, 2, away, 1));
        run.give(new Command.Failed("/do/0/t/try/0/a", 1, 3, away, 1));

        assertThat(run.output()).isEqualTo(json("{'sorry':true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"to: '${ .none }'", "to: '${ {} }'", "type: '${ .none }'", "headers: '${ 1 }'", "key: '${ [] }'"
            })
    void what_an_expression_gives_must_be_of_use(String field) {
        Simulation run = Simulation.of("do: [{a: {x-signalbox: {queue: {sink: s, " + field + "}}}}]");

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.cause().type()).endsWith("/errors/expression");
    }
}
