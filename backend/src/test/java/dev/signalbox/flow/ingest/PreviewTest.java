package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Offer;
import dev.signalbox.testing.TestRedis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private TestRedis redis;
    private IngestHub hub;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis);
    }

    @AfterEach
    void stop() {
        hub.close();
        redis.close();
    }

    @Test
    void another_mapping_is_tried_on_what_came_and_nothing_is_kept() {
        hub.source("shop", "{'kind':'webhook'}");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"1\",\"kind\":\"paid\",\"who\":{\"card\":\"c-9\"}}");

        Preview.Row row = row("{'kind':'webhook','map':{'type':'/kind'},'partitionBy':'/who/card'}", past());

        assertThat(row.journaled()).satisfies(was -> assertThat(was.type()).isEqualTo("shop.received"));
        assertThat(row.mapped()).satisfies(is -> {
            assertThat(is.id()).isEqualTo("1");
            assertThat(is.type()).isEqualTo("paid");
            assertThat(is.key()).isEqualTo("c-9");
            assertThat(is.partition()).isEqualTo(hub.journal.partitionOf("c-9"));
        });
        assertThat(IngestHub.await(hub.ingest.get("shop")).has("map")).isFalse();
        assertThat(hub.journal.offers()).hasSize(1);
    }

    @Test
    void what_a_mapping_does_not_find_is_told_with_the_place() {
        hub.source("shop", "{'kind':'webhook'}");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"1\"}");

        Preview.Row row = row("{'kind':'webhook','map':{'type':'/kind'}}", past());

        assertThat(row.mapped()).isNull();
        assertThat(row.problem()).isEqualTo("no value for type at /kind");
    }

    @Test
    void what_needs_a_header_says_that_the_journal_keeps_none() {
        hub.source("shop", "{'kind':'webhook'}");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"1\"}");
        String text = "{'kind':'webhook','map':{'type':'header:X-Kind'}}";

        assertThat(row(text, past()).note()).contains("header:X-Kind needs a delivery");
        assertThat(row(text, new Sample.Written("{\"id\":\"1\"}", Map.of("x-kind", "paid")))
                        .mapped())
                .satisfies(is -> assertThat(is.type()).isEqualTo("paid"));
    }

    @Test
    void the_last_deliveries_are_tried_with_their_headers_and_those_that_were_no_events_too() {
        hub.source("shop", "{'kind':'webhook','map':{'id':'/id'}}");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"1\"}", "X-Kind: paid");
        hub.post("/hooks/shop", "application/json", "{\"nr\":2}", "X-Kind: sent");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"big" + "x".repeat(70_000) + "\"}");

        List<Preview.Row> rows = last("{'kind':'webhook','map':{'id':'/nr','type':'header:X-Kind'}}");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).journaled()).isNull();
        assertThat(rows.get(0).mapped()).satisfies(is -> {
            assertThat(is.id()).isEqualTo("2");
            assertThat(is.type()).isEqualTo("sent");
        });
        assertThat(rows.get(1).journaled())
                .satisfies(was -> assertThat(was.id()).isEqualTo("1"));
        assertThat(rows.get(1).problem()).isEqualTo("no value for id at /nr");
    }

    @Test
    void what_came_to_no_hub_that_runs_is_tried_from_the_journal_and_what_is_hidden_too() {
        hub.source("shop", "{'kind':'webhook'}");
        hub.post("/hooks/shop", "application/json", "{\"id\":\"1\"}");
        Sample.Journaled before = past();
        hub.post("/hooks/shop", "application/json", "{\"id\":\"2\"}");

        assertThat(last("{'kind':'webhook'}", before, past()))
                .extracting(row -> row.mapped().id())
                .containsExactly("2", "1");
        hub.source("shop", "{'kind':'webhook','redact':['/card']}");
        assertThat(last("{'kind':'webhook'}", before))
                .extracting(row -> row.mapped().id())
                .containsExactly("1");
    }

    @Test
    void an_event_of_each_way_is_read_again_as_it_stands_in_the_journal() {
        hub.source("shop", "{'kind':'webhook'}");
        hub.post("/events/shop", "application/cloudevents+json", """
                {"specversion":"1.0","id":"9","source":"/s","type":"paid","subject":"x","data":{"big":9007199254740993}}""");
        Sample event = past();
        hub.source("shop", "{'kind':'webhook','preset':'github','verify':'none'}");
        hub.post(
                "/hooks/shop",
                "application/json",
                "{\"action\":\"opened\",\"issue\":{\"number\":3},\"repository\":{\"html_url\":\"https://git/o/r\"}}",
                "X-GitHub-Delivery: d1",
                "X-GitHub-Event: issues");
        Sample github = past();

        assertThat(row("{'kind':'webhook'}", event))
                .satisfies(row -> assertThat(row.mapped()).isEqualTo(row.journaled()));
        assertThat(row("{'kind':'webhook','preset':'github','verify':'none'}", github))
                .satisfies(row -> assertThat(row.mapped()).isEqualTo(row.journaled()));
    }

    @Test
    void a_wrong_text_is_told_as_for_setting_it() {
        Preview preview = IngestHub.await(
                hub.ingest.preview("shop", IngestHub.json("{'kind':'webhook','map':{'type':'kind'}}"), List.of()));

        assertThat(preview).isInstanceOfSatisfying(Preview.Bad.class, bad -> assertThat(
                        bad.problems().get(0).pointer())
                .isEqualTo("/map/type"));
    }

    private Preview.Row row(String text, Sample sample) {
        Preview preview = IngestHub.await(hub.ingest.preview("shop", IngestHub.json(text), List.of(sample)));
        return ((Preview.Tried) preview).rows().get(0);
    }

    private List<Preview.Row> last(String text, Sample.Journaled... journaled) {
        Preview preview = IngestHub.await(hub.ingest.previewLast("shop", IngestHub.json(text), List.of(journaled)));
        return ((Preview.Tried) preview).rows();
    }

    private Sample.Journaled past() {
        Offer last = hub.journal.offers().get(hub.journal.offers().size() - 1);
        return new Sample.Journaled(last.envelope(), last.key());
    }
}
