package dev.signalbox.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.testing.Until;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hub has to tell is an event of the source signalbox, told once, which never goes in circles. */
final class AlertsTest extends FlowFixture {

    private static final String ALERTS = RULES + """
            rule "alerts" when $e : Event( type == "odd" ) then hub.alert( "odd: " + $e.getId() ); end
            rule "chat" when $e : Event( source == "signalbox", type == "signalbox.alert" ) then
                hub.start( "tell" ).with( "order", $e.str( "text" ) );
            end
            rule "alerts of alerts" when Event( type == "signalbox.alert" ) then hub.alert( "again" ); end
            """;

    private static final String FAILURES = RULES + """
            rule "failed" when $e : Event( source == "signalbox", type == "signalbox.instance.failed" ) then
                hub.start( "tell" ).with( "order", $e.str( "instance" ) );
                hub.alert( "failed: " + $e.str( "definition" ) );
            end
            rule "chat" when $e : Event( source == "signalbox", type == "signalbox.alert" ) then
                hub.start( "tell" ).with( "order", $e.str( "text" ) );
            end
            """;

    private static final String BAD = RULES + """
            rule "throws" when Event( type == "throws" || type == "signalbox.event.quarantined" ) then
                fail();
            end
            function void fail() { throw new IllegalStateException( "as told" ); }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rule.beforeFire",
                "rule.afterFireBeforeCommit",
                "commit.afterSend",
                "commit.afterOk",
                "outbox.beforeOffer"
            })
    void an_alert_of_a_rule_starts_a_process_once_whatever_ends_its_owner(String point) {
        FlowHub hub = hub(ALERTS);
        Until.holds("both partitions owned", FlowHub.SOON, () -> failpoints.passes("part.afterRead") > 1);
        if (!point.isEmpty()) {
            failpoints.throwAt(point, failpoints.passes(point) + 1);
        }

        hub.event("odd", "e1", "k", "{}");
        Instance told = hub.instances(1, "finished").get(0);
        emptyOutboxes(hub);
        List<Past> alerts = events(hub, Alerts.ALERT);

        assertThat(service.hits()).hasSize(1);
        assertThat(service.hits().get(0).body()).contains("odd: e1");
        assertThat(alerts).hasSize(1);
        assertThat(data(alerts.get(0)).toString())
                .isEqualTo("{\"event\":\"e1\",\"eventSource\":\"shop\",\"text\":\"odd: e1\",\"rule\":\"shop/alerts\"}");
        assertThat(alerts.get(0).entry().offer().envelope().subject()).isEqualTo("shop");
        assertThat(alerts.get(0).decision()).contains("alerts of an alert");
        assertThat(told.origin().event())
                .isEqualTo(alerts.get(0).entry().offer().envelope().id());
    }

    @Test
    void what_fails_because_of_a_failure_is_no_news() {
        FlowHub hub = hub(FAILURES);
        service.answers(400);

        hub.event("paid", "e1", "k", "{}");
        List<Instance> failed = hub.instances(3, "failed");
        emptyOutboxes(hub);
        List<Past> failures = events(hub, Alerts.FAILED);
        List<Past> alerts = events(hub, Alerts.ALERT);

        assertThat(failed).hasSize(3);
        assertThat(failures).hasSize(1);
        assertThat(alerts).hasSize(1);
        assertThat(data(failures.get(0)).path("definition").asText()).isEqualTo("tell");
        assertThat(data(failures.get(0)).path("key").asText()).isEqualTo("k");
        assertThat(data(failures.get(0)).path("event").asText()).isEqualTo("e1");
        assertThat(data(failures.get(0)).path("error").path("status").asInt()).isEqualTo(400);
    }

    @Test
    void the_quarantine_of_an_event_is_told_and_that_of_the_hubs_own_is_not() {
        FlowHub hub = hub(BAD);

        hub.event("throws", "e1", "k", "{}");
        Until.holds("what is told", FlowHub.SOON, () -> !events(hub, Alerts.QUARANTINED)
                .isEmpty());
        emptyOutboxes(hub);
        List<Past> told = events(hub, Alerts.QUARANTINED);

        assertThat(told).hasSize(1);
        assertThat(told.get(0).quarantine()).contains("as told");
        assertThat(told.get(0).entry().offer().envelope().subject()).isEqualTo("shop");
        assertThat(data(told.get(0)).path("event").asText()).isEqualTo("e1");
        assertThat(data(told.get(0)).path("cause").asText()).contains("as told");
    }

    /** When nothing is on its way any more, and all that arrived is decided. */
    private static void emptyOutboxes(FlowHub hub) {
        Until.holds(
                "rest",
                FlowHub.SOON,
                () -> redis.ask("HLEN", hub.keys.outbox(0)).equals("0")
                        && redis.ask("HLEN", hub.keys.outbox(1)).equals("0")
                        && all(hub).stream().allMatch(Past::decided)
                        && hub.instances().stream().allMatch(one -> one.state().ended() || state(one, "failed")));
    }

    private static boolean state(Instance instance, String word) {
        return instance.state().word().equals(word);
    }

    private static List<Past> events(FlowHub hub, String type) {
        return all(hub).stream()
                .filter(past -> past.entry().offer().envelope().type().equals(type))
                .toList();
    }

    private static List<Past> all(FlowHub hub) {
        List<Past> all = new ArrayList<>(hub.past(0));
        all.addAll(hub.past(1));
        return all;
    }

    private static JsonNode data(Past past) {
        return past.entry().offer().envelope().data().json();
    }
}
