package dev.signalbox.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.event.EventId;
import dev.signalbox.trace.Moment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FlowsTest {

    private final Flows flows = new Flows(() -> Map.of("remind", new FlowMap.States(0, 4, 1, 0)));

    @Test
    void an_event_flows_from_its_source_over_the_rule_to_the_definition() {
        flows.accept(journaled("shop"));
        flows.accept(decided("shop", List.of("orders/paid"), List.of(start("orders/paid", "ship"))));
        flows.accept(decided("shop", List.of(), List.of()));
        flows.tick();

        FlowMap map = flows.map();

        FlowMap.Source shop = map.sources().get(0);
        assertThat(shop.accepted()).isEqualTo(new Flow(1, 0.1));
        assertThat(shop.unmatched().total()).isEqualTo(1);
        assertThat(map.matches()).containsExactly(new FlowMap.Match("shop", "orders/paid", new Flow(1, 0.1)));
        assertThat(map.starts()).containsExactly(new FlowMap.Start("orders/paid", "ship", new Flow(1, 0.1)));
    }

    @Test
    void what_the_hub_brings_is_counted_when_it_is_decided_because_nobody_delivers_it() {
        flows.accept(decided("signalbox", List.of("fraud/tell"), List.of()));
        flows.accept(decided("shop", List.of(), List.of()));
        flows.tick();

        assertThat(flows.map().sources())
                .extracting(FlowMap.Source::name, source -> source.accepted().total())
                .containsExactly(tuple("signalbox", 1L), tuple("shop", 0L));
    }

    @Test
    void a_rule_that_the_clock_fired_has_no_source_but_its_starts() {
        flows.accept(
                new Moment.Elapsed(1, List.of("orders/abandoned"), List.of(start("orders/abandoned", "remind")), 0, 1));
        flows.tick();

        FlowMap map = flows.map();

        assertThat(map.matches()).isEmpty();
        assertThat(map.rules()).containsExactly(new FlowMap.Rule("orders/abandoned", new Flow(1, 0.1)));
        assertThat(map.starts()).hasSize(1);
    }

    @Test
    void a_definition_whose_instances_wait_is_there_though_nothing_started_it() {
        flows.tick();

        assertThat(flows.map().definitions())
                .containsExactly(new FlowMap.Definition("remind", Flow.NONE, new FlowMap.States(0, 4, 1, 0)));
    }

    @Test
    void a_rate_is_over_ten_seconds_and_the_total_stays() {
        flows.accept(journaled("shop"));
        for (int second = 0; second < Flows.SECONDS; second++) {
            flows.tick();
        }
        Flow last = flows.map().sources().get(0).accepted();
        flows.tick();

        assertThat(last).isEqualTo(new Flow(1, 0.1));
        assertThat(flows.map().sources().get(0).accepted()).isEqualTo(new Flow(1, 0));
    }

    @Test
    void names_without_end_cost_a_fixed_room_and_none_of_them_is_lost() {
        int many = 3 * Flows.MOST_NAMES;
        for (int i = 0; i < many; i++) {
            String rule = "pack/rule-" + i;
            flows.accept(journaled("source-" + i));
            flows.accept(decided("source-" + i, List.of(rule), List.of(start(rule, "definition-" + i))));
        }
        flows.tick();

        FlowMap map = flows.map();

        assertThat(flows.sources().size()).isLessThanOrEqualTo(Flows.MOST_NAMES + 1);
        assertThat(flows.matches().size()).isLessThanOrEqualTo(Flows.MOST_EDGES + 1);
        assertThat(map.sources()).hasSize(Drawing.MOST);
        assertThat(map.rules()).hasSize(Drawing.MOST);
        assertThat(map.definitions()).hasSize(Drawing.MOST);
        assertThat(map.matches()).hasSizeLessThanOrEqualTo(Drawing.MOST_EDGES);
        assertThat(map.sources().stream()
                        .mapToLong(each -> each.accepted().total())
                        .sum())
                .isEqualTo(many);
        assertThat(map.matches().stream().mapToLong(each -> each.flow().total()).sum())
                .isEqualTo(many);
        assertThat(map.matches()).extracting(FlowMap.Match::rule).contains(FlowMap.OTHERS);
    }

    @Test
    void refusals_of_the_last_five_minutes_are_told_apart_from_all() {
        flows.accept(new Moment.Refused(1, "shop", 401, "signature_mismatch", "wrong"));
        flows.tick();
        long lately = flows.map().sources().get(0).refusedLately();
        for (int second = 0; second < 300; second++) {
            flows.tick();
        }

        assertThat(lately).isEqualTo(1);
        assertThat(flows.map().sources().get(0).refusedLately()).isZero();
        assertThat(flows.map().sources().get(0).refused()).isEqualTo(1);
    }

    private static Moment journaled(String source) {
        return new Moment.Journaled(1, new EventId(source, "", "e"), "t", null, 0, 1, 1, 1);
    }

    private static Moment decided(String source, List<String> rules, List<Moment.Start> starts) {
        return new Moment.Decided(1, new EventId(source, "", "e"), "t", null, 0, 1, rules, starts, 3, 1);
    }

    private static Moment.Start start(String rule, String definition) {
        return new Moment.Start(rule, definition, "0-a");
    }
}
