package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.flow.journal.Offer;
import dev.signalbox.testing.TestRedis;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An attribute may be what a jq expression gives, which neither fails nor costs too much unseen. */
class ExpressionTest {

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

    private Preview preview(String expression, Sample sample) {
        String text = "{'kind':'webhook','map':{'type':'jq:" + expression + "'}}";
        return IngestHub.await(hub.ingest.preview("shop", IngestHub.json(text), List.of(sample)));
    }

    private Preview.Row row(String expression, String body, Map<String, String> headers) {
        hub.source("shop", "{'kind':'webhook'}");
        return ((Preview.Tried) preview(expression, new Sample.Written(body, headers)))
                .rows()
                .get(0);
    }

    @Test
    void an_event_is_named_keyed_and_identified_by_expressions() {
        hub.source(
                "shop",
                "{'kind':'webhook','map':{'type':'jq:\\\"order.\\\" + (.kind | ascii_downcase)',"
                        + "'id':'jq:[.shop, .no] | map(tostring) | join(\\\"-\\\")','subject':'jq:.items[0].sku'},"
                        + "'partitionBy':'jq:.shop // $headers[\\\"x-shop\\\"]'}");

        hub.post(
                "/hooks/shop",
                "application/json",
                "{\"kind\":\"PAID\",\"shop\":7,\"no\":12,\"items\":[{\"sku\":\"s-1\"}]}");

        Offer offer = hub.journal.offers().get(0);
        assertThat(offer.envelope().type()).isEqualTo("order.paid");
        assertThat(offer.envelope().id().id()).isEqualTo("7-12");
        assertThat(offer.envelope().subject()).isEqualTo("s-1");
        assertThat(offer.key()).isEqualTo("7");
    }

    @Test
    void it_sees_the_headers() {
        assertThat(row("$headers[\\\"x-kind\\\"] + .a", "{\"id\":\"1\",\"a\":\"b\"}", Map.of("X-Kind", "paid."))
                        .mapped())
                .satisfies(is -> assertThat(is.type()).isEqualTo("paid.b"));
    }

    @Test
    void neither_a_mapping_nor_an_expression_sees_what_proves_the_sender() {
        for (String name : List.of("Authorization", "cookie", "X-Gitlab-Token")) {
            assertThat(row("$headers[\\\"" + name.toLowerCase(Locale.ROOT) + "\\\"]", "{}", Map.of(name, "s3cret"))
                            .problem())
                    .isEqualTo("no value for type at jq:$headers[\"" + name.toLowerCase(Locale.ROOT) + "\"]");
            Put put = IngestHub.await(
                    hub.ingest.put("leak", IngestHub.json("{'kind':'webhook','map':{'type':'header:" + name + "'}}")));
            assertThat(put).isInstanceOfSatisfying(Put.Bad.class, bad -> assertThat(bad.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("holds no credentials")));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".a.b|no value for type at jq:.a.b",
                "{a}|no value for type at jq:{a}",
                ".a, .id|gives more than one value",
                ".id + 1|`.id + 1`",
                "[range(0; 100000000)]|takes more than 10000 steps"
            })
    void what_fails_or_costs_too_much_is_refused_with_the_reason(String expression, String reason) {
        Preview.Row row = row(expression, "{\"id\":\"1\",\"a\":{\"c\":1}}", Map.of());

        assertThat(row.mapped()).isNull();
        assertThat(row.problem()).contains(reason);
    }

    @Test
    void a_pattern_that_goes_back_and_back_is_cut() {
        String body = "{\"id\":\"1\",\"a\":\"" + "a".repeat(5_000) + "!\"}";

        assertThat(row("if (.a | test(\\\"^(a+)+$\\\")) then 1 else 2 end", body, Map.of())
                        .problem())
                .contains("matches a regular expression for too long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a[",
                "reduce range(9) as $i (.a; . + .)",
                "env.HOME",
                "$secrets",
                "def f: 1; f",
                "while(true; .)",
                "nosuch(1)"
            })
    void what_can_never_run_is_refused_when_it_is_set_with_its_place(String expression) {
        hub.source("shop", "{'kind':'webhook'}");

        assertThat(preview(expression, new Sample.Written("{}", Map.of())))
                .isInstanceOfSatisfying(Preview.Bad.class, bad -> {
                    assertThat(bad.problems().get(0).pointer()).isEqualTo("/map/type");
                    assertThat(bad.problems().get(0).message()).startsWith("jq, character ");
                });
    }

    @Test
    void it_is_shown_as_it_was_written() {
        hub.source("shop", "{'kind':'webhook','map':{'type':'jq:.kind'}}");

        assertThat(IngestHub.await(hub.ingest.get("shop")).at("/map/type").asText())
                .isEqualTo("jq:.kind");
    }
}
