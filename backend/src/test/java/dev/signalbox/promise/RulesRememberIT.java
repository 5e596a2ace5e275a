package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules remember so many of a type: what is beyond that is told, and a marker is there once, whatever is killed. */
class RulesRememberIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    private static final String RULES = """
            package rules.shop

            import dev.signalbox.event.Event
            import dev.signalbox.rules.Hub
            global Hub hub

            declare Told
                @role( event ) @timestamp( at ) @expires( 1h )
                name : String @key
                at : long
            end

            rule "unpaid" when
                $o : Event( type == "placed", $n : subject )
                not Event( type == "paid", subject == $n, this after[0s, 1h] $o )
            then hub.alert( "unpaid " + $n ); end

            rule "once" when
                $e : Event( type == "failed", $n : subject )
                not Told( name == $n )
            then
                insert( new Told( $n, $e.getAt() ) );
                hub.emit( "told" ).subject( $n );
            end
            """;

    @Test
    void what_is_forgotten_early_or_inserted_too_often_is_told_and_a_marker_outlives_a_crash(@TempDir Path folder)
            throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        List<String> flags = List.of("--partitions", "1", "--lease", "1s", "--rule-events", "3", "--rule-facts", "2");
        try (HubProcess hub = new HubProcess(data, flags, Map.of())) {
            prepare(hub.start());
            for (int n = 0; n < 4; n++) {
                deliver(hub, "p" + n, "placed", "order-" + n);
            }
            deliver(hub, "a1", "failed", "a");
            assertThat(story(hub, "p2", "decided").at("/decision/warnings")).isEmpty();
            assertThat(story(hub, "p3", "decided").at("/decision/warnings").toString())
                    .contains("an event of type placed is forgotten early");
            story(hub, "a1", "decided");
            told(hub);

            hub.kill();
            hub.start();
            deliver(hub, "a2", "failed", "a");
            assertThat(story(hub, "a2", "decided").at("/decision/matched")).isEmpty();
            deliver(hub, "b", "failed", "b");
            story(hub, "b", "decided");
            deliver(hub, "c", "failed", "c");
            assertThat(story(hub, "c", "quarantined").path("quarantine").asText())
                    .contains("rule \"shop/once\" was stopped: there are 2 of Told");
        }
    }

    /** In the metrics, and on the Overview with its action. */
    private static void told(HubProcess hub) throws InterruptedException {
        assertThat(hub.client().text("/metrics"))
                .contains("signalbox_rule_facts{type=\"placed\",} 3.0")
                .contains("signalbox_rule_facts{type=\"Told\",} 1.0")
                .contains("signalbox_rule_events_forgotten_total{type=\"placed\",} 1.0");
        JsonNode overview = hub.client().get("/overview").body();
        assertThat(overview.path("concerns").findValuesAsText("title"))
                .contains("Rules remember 3 of at most 3 placed");
        assertThat(overview.path("remembered").findValuesAsText("type")).contains("placed", "Told");
    }

    private static void prepare(HubClient hub) throws InterruptedException {
        Map<String, String> source = Map.of("kind", "webhook", "verify", "none");
        Until.holds("the source", SOON, () -> hub.put("/sources/shop", source).status() / 100 == 2);
        HubClient.Answer draft = hub.put("/packs/shop/draft", Map.of("drl", RULES, "definitions", Map.of()));
        assertThat(draft.status()).as(draft.body().toString()).isEqualTo(200);
        HubClient.Answer active = hub.post("/packs/shop/activate", Map.of("note", "test"));
        assertThat(active.status()).as(active.body().toString()).isEqualTo(200);
    }

    private static void deliver(HubProcess hub, String id, String type, String subject) throws InterruptedException {
        String body = "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"subject\":\"" + subject + "\"}";
        HubClient.Answer answer = hub.client().deliver("/hooks/shop", body.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    private static JsonNode story(HubProcess hub, String id, String state) {
        return Until.value(
                id + " to be " + state,
                SOON,
                () -> hub.client().get("/events/" + id).body(),
                story -> story.path("state").asText().equals(state));
    }
}
