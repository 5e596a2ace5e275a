package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.admin.Overview.Concern;
import dev.signalbox.feed.Flow;
import dev.signalbox.feed.FlowMap;
import dev.signalbox.flow.breaker.Seen;
import dev.signalbox.flow.breaker.Standing;
import dev.signalbox.flow.breaker.Standing.Phase;
import dev.signalbox.flow.ingest.Space;
import dev.signalbox.flow.ingest.Strain;
import dev.signalbox.flow.match.Remembered;
import dev.signalbox.metrics.Gauges;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConcernsTest {

    private static final long NOW = 10_000_000;

    private List<String> unready = List.of();
    private String durability = "always";
    private long backlogAge;
    private long behind = 12;
    private long memory = 10;
    private long free = 50;
    private long dead;
    private long deadBefore;
    private long quarantined;
    private Gauges.Approvals approvals = new Gauges.Approvals(0, 0);
    private Set<String> paused = Set.of();
    private List<String> off = List.of();
    private List<dev.signalbox.flow.refused.Standing> refused = List.of();
    private List<Concern> breakers = List.of();
    private Optional<String> unarchived = Optional.empty();
    private FlowMap flows = map(List.of(), List.of());
    private List<Remembered> held = List.of();

    @Test
    void a_target_that_is_down_is_told_with_what_it_holds() {
        breakers = BreakersOpen.of(List.of(
                target("https://shop:443", new Standing(Phase.OPEN, NOW, NOW + 1, 1, "It answered 503", "", ""), 3),
                target("https://mail:443", new Standing(Phase.OPEN, NOW, 0, 0, "upgrade", "ana", ""), 1),
                target("https://bank:443", new Standing(Phase.CLOSED, NOW, 0, 1, "", "", ""), 9)));

        assertThat(found())
                .extracting(Concern::severity, Concern::title, Concern::detail)
                .containsExactly(
                        tuple("bad", "Calls to https://shop:443 are held", "3 tasks are held. It answered 503."),
                        tuple(
                                "warn",
                                "Calls to https://mail:443 are held",
                                "1 task is held. Opened by ana, and stays so until somebody closes it: upgrade."));
    }

    @Test
    void approvals_that_wait_are_told_with_the_age_of_the_oldest_and_lead_to_their_page() {
        approvals = new Gauges.Approvals(3, 7_500_000);
        assertThat(found())
                .extracting(Concern::kind, Concern::severity, Concern::title, Concern::detail, Concern::href)
                .containsExactly(tuple(
                        "approvals",
                        "warn",
                        "3 approvals wait",
                        "The oldest question was asked 2 h 5 min ago.",
                        "/approvals"));

        approvals = new Gauges.Approvals(1, 0);
        assertThat(found()).extracting(Concern::title).containsExactly("1 approval waits");
    }

    private static Seen target(String name, Standing standing, int waiting) {
        return new Seen(name, standing, 20, 20, 0, waiting, 0, "", 0, List.of());
    }

    @Test
    void a_hub_that_is_well_needs_nobody() {
        flows = map(List.of(source("shop", 100, 0, NOW - 1_000)), List.of());

        assertThat(found()).isEmpty();
    }

    @Test
    void each_concern_has_one_action_and_the_gravest_comes_first() {
        unready = List.of("Redis does not answer");
        durability = "relaxed";
        memory = 75;
        free = 15;
        dead = 5;
        deadBefore = 2;
        quarantined = 1;
        backlogAge = 40_000;
        paused = Set.of("mail");
        off = List.of("shop/ship");
        unarchived = Optional.of("No space left on device");
        flows = map(
                List.of(source("shop", 100, 3, NOW - 1_000)),
                List.of(new FlowMap.Definition("ship", none(), new FlowMap.States(0, 0, 2, 0))));

        assertThat(found())
                .extracting(Concern::kind)
                .containsExactly(
                        "unready",
                        "archive",
                        "dead_letters",
                        "quarantine",
                        "rule_off",
                        "durability",
                        "memory",
                        "disk",
                        "backlog",
                        "refusals",
                        "paused",
                        "retrying");
        assertThat(found()).allSatisfy(each -> {
            assertThat(each.action()).isNotBlank();
            assertThat(each.href()).startsWith("/");
        });
        assertThat(found()).extracting(Concern::title).contains("5 dead letters, growing");
    }

    @Test
    void what_refuses_deliveries_is_bad_and_names_its_fix() {
        memory = 90;
        free = 5;
        behind = 100_001;

        assertThat(found()).extracting(Concern::severity).containsOnly("bad");
        assertThat(found())
                .extracting(Concern::detail)
                .anySatisfy(detail -> assertThat(detail).contains("CONFIG SET maxmemory", "bulk get 429"))
                .anySatisfy(detail -> assertThat(detail).contains("at /data", "All deliveries get 503"))
                .anySatisfy(detail -> assertThat(detail).startsWith("The oldest undecided event"));
    }

    @Test
    void a_source_is_silent_when_it_is_quiet_for_ten_times_its_usual_pause() {
        flows = map(List.of(source("busy", 1_000, 0, NOW - 200_000)), List.of());
        assertThat(found()).extracting(Concern::kind).containsExactly("silent");

        flows = map(List.of(source("busy", 1_000, 0, NOW - 100_000)), List.of());
        assertThat(found()).isEmpty();

        flows = map(List.of(source("rare", 20, 0, NOW - 200_000)), List.of());
        assertThat(found()).isEmpty();
    }

    @Test
    void rules_that_are_off_are_told_once_for_each_pack_with_the_way_to_them() {
        off = List.of("shop/ship it", "care/tell", "shop/again/late");

        assertThat(found())
                .extracting(Concern::title)
                .containsExactly("1 rule switched off: care/tell", "2 rules switched off: shop/again/late and 1 more");
        assertThat(found())
                .extracting(Concern::href)
                .containsExactly(
                        "/rules/care?file=rules.drl&rule=tell", "/rules/shop?file=rules.drl&rule=again%2Flate");
        assertThat(found()).extracting(Concern::severity).containsOnly("bad");
        assertThat(found().get(1).detail()).startsWith("shop/again/late, shop/ship it used more");
    }

    @Test
    void the_hub_itself_is_never_called_silent() {
        flows = map(List.of(source("signalbox", 1_000, 0, NOW - 200_000)), List.of());

        assertThat(found()).isEmpty();
    }

    @Test
    void a_paused_source_is_not_silent_too() {
        paused = Set.of("busy");
        flows = map(List.of(source("busy", 1_000, 0, NOW - 200_000)), List.of());

        assertThat(found()).extracting(Concern::kind).containsExactly("paused");
    }

    @Test
    void refusals_for_names_that_are_no_source_lead_to_the_list_of_sources() {
        flows = map(List.of(source("(unknown)", 0, 4, 0)), List.of());

        assertThat(found()).extracting(Concern::href).containsExactly("/sources");
    }

    @Test
    void what_rules_remember_is_told_at_four_fifths_once_for_each_type() {
        held = List.of(held("payment.failed", 79), held("order.placed", 80), held("order.placed", 100), held("any", 5));
        assertThat(found()).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo("rule_facts");
            assertThat(each.severity()).isEqualTo("bad");
            assertThat(each.title()).isEqualTo("Rules remember 100 of at most 100 order.placed");
            assertThat(each.detail()).contains("--rule-events");
        });

        held = List.of(new Remembered("Marked", true, 8, 500 << 20, 1, 10));
        assertThat(found()).extracting(Concern::kind).containsExactly("rule_facts", "rule_memory");
        assertThat(found()).extracting(Concern::severity).containsOnly("warn");

        held = List.of(new Remembered("order.placed", false, 1_000_000, 1, 1, 0));
        assertThat(found()).isEmpty();
    }

    @Test
    void messages_that_were_no_events_are_told_until_somebody_has_looked() {
        refused = List.of(
                new dev.signalbox.flow.refused.Standing("orders", 1, 100),
                new dev.signalbox.flow.refused.Standing("old shop", 3, 100));

        assertThat(found())
                .extracting(Concern::title)
                .containsExactly("1 message of orders that was no event", "3 messages of old shop that were no events");
        assertThat(found().get(1).href()).isEqualTo("/sources/old%20shop?tab=refusals");
    }

    private static Remembered held(String type, int count) {
        return new Remembered(type, false, count, 1_000, 1, 100);
    }

    private List<Concern> found() {
        return Concerns.of(new Concerns.Seen(
                NOW,
                unready,
                durability,
                12,
                new Strain.Backlog(behind, backlogAge),
                new Space(memory, 100, free, 100, "/data"),
                dead,
                deadBefore,
                quarantined,
                approvals,
                paused,
                off,
                refused,
                breakers,
                unarchived,
                flows,
                new Concerns.RuleFacts(held, 1 << 30)));
    }

    /** One that began five thousand seconds ago. */
    private static FlowMap.Source source(String name, long accepted, long refused, long last) {
        return new FlowMap.Source(name, new Flow(accepted, 0), none(), none(), refused, refused, NOW - 5_000_000, last);
    }

    private static Flow none() {
        return new Flow(0, 0);
    }

    private static FlowMap map(List<FlowMap.Source> sources, List<FlowMap.Definition> definitions) {
        return new FlowMap(10, sources, List.of(), definitions, List.of(), List.of());
    }
}
