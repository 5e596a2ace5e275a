package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTextTest {

    private static TestRedis redis;
    private static IngestHub hub;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis);
    }

    @AfterAll
    static void stop() {
        hub.close();
        redis.close();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("{}", "/kind", "missing"),
                Arguments.of("{'kind':'webhok'}", "/kind", "did you mean \"webhook\"?"),
                Arguments.of("{'kind':'webhook','partitonBy':'/a'}", "/partitonBy", "did you mean \"partitionBy\"?"),
                Arguments.of("{'kind':'webhook','partitionBy':'a'}", "/partitionBy", "JSON Pointer"),
                Arguments.of("{'kind':'webhook','preset':'github'}", "/secrets", "at least one secret"),
                Arguments.of("{'kind':'webhook','secrets':[1]}", "/secrets/0", "wanted text"),
                Arguments.of(
                        "{'kind':'webhook','secrets':['env:NOT_SET']}", "/secrets/0", "missing secret: env:NOT_SET"),
                Arguments.of("{'kind':'webhook','limits':{'body':0}}", "/limits/body", "from 1 to"),
                Arguments.of("{'kind':'webhook','map':{'typ':'/t'}}", "/map/typ", "did you mean \"type\"?"),
                Arguments.of("{'kind':'webhook','hmac':{'signed':'x'}}", "/hmac/signed", "must contain {body}"),
                Arguments.of("{'kind':'webhook','redact':['/a','patient']}", "/redact/1", "JSON Pointer"),
                Arguments.of("{'kind':'webhook','redact':'/a'}", "/redact", "list of texts"),
                Arguments.of("{'kind':'webhook','verify':'preset','secrets':['s']}", "/verify", "needs a preset"),
                Arguments.of("{'kind':'webhook','preset':'strpe'}", "/preset", "did you mean \"stripe\"?"),
                Arguments.of("{'kind':'webhook','preset':'stripe'}", "/secrets", "at least one secret"),
                Arguments.of("{'kind':'webhook','preset':'stripe','publicUrl':'x'}", "/publicUrl", "unknown field"),
                Arguments.of("{'kind':'webhook','preset':'meta','secrets':['s']}", "/verifyToken", "the verify token"),
                Arguments.of("{'kind':'webhook','preset':'twilio','secrets':['s']}", "/publicUrl", "signs the address"),
                Arguments.of(
                        "{'kind':'webhook','preset':'twilio','secrets':['s'],'publicUrl':'hooks.example.com'}",
                        "/publicUrl",
                        "wanted the address as Twilio has it"),
                Arguments.of(
                        "{'kind':'webhook','preset':'twilio','secrets':['s'],'publicUrl':'https://h/x?y=1'}",
                        "/publicUrl",
                        "without ? and #"),
                Arguments.of("{'kind':'webhook','preset':'sns'}", "/topics", "the ARNs"),
                Arguments.of("{'kind':'webhook','preset':'sns','topics':['orders']}", "/topics/0", "arn:aws:sns"),
                Arguments.of("{'kind':'webhook','preset':'sns','secrets':['s']}", "/secrets", "has none"),
                Arguments.of(
                        "{'kind':'webhook','preset':'sns','signatureVersions':['3']}", "/signatureVersions", "\"2\""),
                Arguments.of("{'kind':'redis-stream'}", "/stream", "missing"),
                Arguments.of("{'kind':'redis-stream','stream':'s','url':'http://x'}", "/url", "redis://"),
                Arguments.of("{'kind':'redis-stream','stream':'sb:{p0}:journal'}", "/stream", "the hub's own"),
                Arguments.of("{'kind':'redis-stream','stream':'s','verify':'hmac'}", "/verify", "no signatures"),
                Arguments.of("{'kind':'kafka','topics':['t']}", "/servers", "such as [\"broker-1:9092\"]"),
                Arguments.of("{'kind':'kafka','servers':['k']}", "/servers/0", "host:port"),
                Arguments.of("{'kind':'kafka','servers':['k:1']}", "/topics", "missing"),
                Arguments.of("{'kind':'kafka','servers':['k:1'],'topics':['a b']}", "/topics/0", "topic's name"),
                Arguments.of("{'kind':'kafka','start':'first'}", "/start", "earliest, latest"),
                Arguments.of("{'kind':'kafka','tls':'yes'}", "/tls", "true or false"),
                Arguments.of("{'kind':'kafka','ca':'/ca.pem'}", "/ca", "\"tls\": true"),
                Arguments.of("{'kind':'kafka','user':'hub'}", "/secrets", "the password"),
                Arguments.of("{'kind':'kafka','secrets':['s']}", "/user", "whose password"),
                Arguments.of("{'kind':'kafka','verify':'hmac'}", "/verify", "a kafka has no signatures"),
                Arguments.of("{'kind':'rabbitmq','servers':['r:1']}", "/queue", "missing"),
                Arguments.of("{'kind':'rabbitmq','prefetch':0}", "/prefetch", "from 1 to"),
                Arguments.of("{'kind':'rabbitmq','topics':['t']}", "/topics", "unknown field"),
                Arguments.of("{'kind':'sqs'}", "/queueUrl", "missing: \"https://sqs.eu-central-1"),
                Arguments.of("{'kind':'sqs','queueUrl':'orders'}", "/queueUrl", "get-queue-url` tells it; got"),
                Arguments.of("{'kind':'sqs','queueUrl':'http://h:1/0/q'}", "/region", "does not tell it"),
                Arguments.of(
                        "{'kind':'sqs','queueUrl':'https://sqs.eu-west-1.amazonaws.com/1/q','region':'eu-west-2'}",
                        "/region",
                        "the queue is in eu-west-1 by its URL"),
                Arguments.of("{'kind':'sqs','region':'Frankfurt'}", "/region", "such as \"eu-central-1\""),
                Arguments.of("{'kind':'sqs','endpoint':'host:9324'}", "/endpoint", "wanted http://host:port"),
                Arguments.of("{'kind':'sqs','accessKeyId':'AKIA'}", "/secrets", "wanted the secret access key"),
                Arguments.of("{'kind':'sqs','secrets':['s']}", "/accessKeyId", "which key the secret is of"),
                Arguments.of("{'kind':'sqs','visibility':4}", "/visibility", "at least 5 seconds"),
                Arguments.of("{'kind':'sqs','receivers':65}", "/receivers", "from 1 to 64"),
                Arguments.of("{'kind':'sqs','unwrap':'sqs'}", "/unwrap", "wanted one of sns"),
                Arguments.of("{'kind':'sqs','verify':'hmac'}", "/verify", "a sqs has no signatures"),
                Arguments.of("{'kind':'schedule'}", "/cron", "missing: say when it ticks"),
                Arguments.of("{'kind':'schedule','cron':'@daily','every':'1h'}", "/every", "say one of both"),
                Arguments.of("{'kind':'schedule','cron':'0 25 * * *'}", "/cron", "the hour is wrong: wanted 0 to 23"),
                Arguments.of(
                        "{'kind':'schedule','cron':'@daily','zone':'Europe/Berln'}",
                        "/zone",
                        "did you mean \"Europe/Berlin\"?"),
                Arguments.of("{'kind':'schedule','every':'1h','zone':'UTC'}", "/zone", "is for cron"),
                Arguments.of("{'kind':'schedule','every':'900ms'}", "/every", "one second or more"),
                Arguments.of("{'kind':'schedule','every':'1h','catchUp':'never'}", "/catchUp", "once, all, skip"),
                Arguments.of("{'kind':'schedule','every':'1h','data':[1]}", "/data", "wanted an object"),
                Arguments.of("{'kind':'schedule','every':'1h','data':{'missed':1}}", "/data/missed", "another name"),
                Arguments.of("{'kind':'schedule','every':'1h','map':{'type':'/t'}}", "/map", "nobody sends"),
                Arguments.of("{'kind':'schedule','every':'1h','secrets':['s']}", "/secrets", "a schedule has none"),
                Arguments.of("{'kind':'schedule','every':'1h','verify':'hmac'}", "/verify", "no signatures"),
                Arguments.of("{'kind':'webhook','cron':'@daily'}", "/cron", "unknown field"),
                Arguments.of("{'kind':'webhook','stream':'s'}", "/stream", "unknown field"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_is_wrong_is_said_where_it_is(String text, String pointer, String message) {
        Put put = IngestHub.await(hub.ingest.put("shop", IngestHub.json(text)));

        assertThat(((Put.Bad) put).problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void a_secret_is_kept_sealed_never_read_back_and_kept_on_by_its_fingerprint() {
        hub.source("kept", "{'kind':'webhook','secrets':['topsecret','env:SHOP_SECRET']}");
        ObjectNode shown = IngestHub.await(hub.ingest.get("kept"));
        String fingerprint = shown.path("secrets").get(0).asText();

        hub.source("kept", "{'kind':'webhook','secrets':['" + fingerprint + "']}");

        assertThat(fingerprint).matches("\u2022\u2022\u2022\u2022[0-9a-f]{4}");
        assertThat(shown.path("secrets").get(1).asText()).isEqualTo("env:SHOP_SECRET");
        assertThat(redis.ask("HGET", "sb:{hub}:sources", "kept"))
                .contains("tercespot")
                .doesNotContain("topsecret");
    }

    @Test
    void the_next_hub_has_the_same_sources() {
        hub.source(
                "stays",
                "{'kind':'webhook','preset':'github','secrets':['s'],'map':{'type':'header:X-Type'},'state':'paused'}");

        try (IngestHub next = new IngestHub(redis)) {
            assertThat(IngestHub.await(next.ingest.get("stays"))).isEqualTo(IngestHub.await(hub.ingest.get("stays")));
        }
    }

    @Test
    void a_password_of_a_broker_is_kept_sealed_and_what_was_said_is_read_back() {
        String kafka =
                "'kind':'kafka','servers':['127.0.0.1:1'],'topics':['t'],'user':'hub','mechanism':'scram-sha-512'";
        hub.source("broker", '{' + kafka + ",'tls':true,'secrets':['topsecret'],'state':'paused'}");
        ObjectNode shown = IngestHub.await(hub.ingest.get("broker"));

        hub.source(
                "broker",
                '{' + kafka + ",'tls':true,'secrets':['"
                        + shown.path("secrets").get(0).asText() + "'],'state':'paused'}");

        assertThat(shown.path("mechanism").asText()).isEqualTo("scram-sha-512");
        assertThat(shown.path("tls").asBoolean()).isTrue();
        assertThat(shown.path("partitionBy").asText()).isEqualTo("header:kafka-key");
        assertThat(redis.ask("HGET", "sb:{hub}:sources", "broker"))
                .contains("tercespot")
                .doesNotContain("topsecret");
    }

    @Test
    void a_pack_brings_its_sources_and_takes_them_away_but_never_those_of_the_api() {
        hub.source("api", "{'kind':'webhook'}");
        Map<String, JsonNode> texts = Map.of(
                "api", IngestHub.json("{'kind':'webhook','partitionBy':'/x'}"),
                "pack", IngestHub.json("{'kind':'webhook','secrets':['env:SHOP_SECRET']}"));

        assertThat(IngestHub.await(hub.ingest.putPack("p", texts, Map.of()))).isEmpty();
        assertThat(IngestHub.await(hub.ingest.get("api")).has("partitionBy")).isFalse();
        assertThat(IngestHub.await(hub.ingest.get("pack")).path("pack").asText())
                .isEqualTo("p");
        assertThat(IngestHub.await(hub.ingest.putPack("p", Map.of(), Map.of()))).isEmpty();
        assertThat(IngestHub.await(hub.ingest.get("pack"))).isNull();
        assertThat(IngestHub.await(hub.ingest.get("api"))).isNotNull();
    }

    @Test
    void a_literal_secret_in_a_pack_is_refused_with_the_way_out() {
        List<Problem> problems = IngestHub.await(hub.ingest.checkPack(
                "p", Map.of("git", IngestHub.json("{'kind':'webhook','preset':'github','secrets':['literal']}"))));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/git/secrets/0");
            assertThat(problem.message()).contains("env:NAME or file:/path").doesNotContain("literal");
        });
    }

    @Test
    void a_password_that_is_kept_is_not_sent_to_other_places_than_those_it_was_given_for() {
        String kafka =
                "{'kind':'kafka','servers':['127.0.0.1:9'],'topics':['t'],'user':'u','state':'paused','tls':true,";
        hub.source("bus", kafka + "'secrets':['hunter2']}");
        String kept = IngestHub.await(hub.ingest.get("bus")).at("/secrets/0").asText();

        assertThat(put(kafka.replace("127.0.0.1:9'", "127.0.0.1:9','evil:9'"), kept))
                .contains("this secret was given for 127.0.0.1:9", "to be sent to evil:9");
        assertThat(put(kafka.replace("'tls':true,", ""), kept)).contains("127.0.0.1:9 without TLS");
        assertThat(put(
                        "{'kind':'rabbitmq','servers':['evil:9'],'queue':'q','user':'u','state':'paused','tls':true,",
                        kept))
                .contains("evil:9");
        assertThat(put(kafka.replace("['t']", "['t','t2']"), kept)).isEmpty();
        assertThat(put(kafka.replace("127.0.0.1:9", "127.0.0.1:10"), "hunter2")).isEmpty();

        hub.source("hook", "{'kind':'webhook','verify':'bearer','secrets':['hunter3']}");
        String ofHook = IngestHub.await(hub.ingest.get("hook")).at("/secrets/0").asText();
        assertThat(put("hook", kafka, ofHook)).contains("given for something else");
    }

    private String put(String text, String secret) {
        return put("bus", text, secret);
    }

    /** What is wrong with it; empty when it is in force. */
    private String put(String name, String text, String secret) {
        Put put = IngestHub.await(hub.ingest.put(name, IngestHub.json(text + "'secrets':['" + secret + "']}")));
        return put instanceof Put.Bad bad ? bad.problems().get(0).message() : "";
    }

    @Test
    void a_github_webhook_is_named_after_its_event_its_repository_and_what_it_is_about() {
        hub.source("git", "{'kind':'webhook','preset':'github','verify':'none'}");
        String body =
                "{\"action\":\"opened\",\"pull_request\":{\"number\":3},\"repository\":{\"full_name\":\"o/r\",\"html_url\":\"https://git/o/r\"}}";

        RawHttp.Reply reply = hub.post(
                "/hooks/git", "application/json", body, "X-GitHub-Delivery: d1", "X-GitHub-Event: pull_request");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(hub.journal.offers()).last().satisfies(offer -> {
            assertThat(offer.envelope().type()).isEqualTo("com.github.pull_request.opened");
            assertThat(offer.envelope().id().ceSource()).isEqualTo("https://git/o/r");
            assertThat(offer.envelope().subject()).isEqualTo("3");
            assertThat(offer.key()).isEqualTo("o/r");
        });
    }
}
