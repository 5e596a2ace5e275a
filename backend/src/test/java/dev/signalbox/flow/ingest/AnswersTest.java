package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {

    private static final String JSON = "application/json";
    private static final String EVENT = "application/cloudevents+json";
    private static TestRedis redis;
    private static IngestHub hub;

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis);
        hub.source("open", "{'kind':'webhook'}");
        hub.source("small", "{'kind':'webhook','limits':{'body':100}}");
        hub.source("signed", "{'kind':'webhook','verify':'hmac','secrets':['one','two']}");
        hub.source("token", "{'kind':'webhook','verify':'bearer','secrets':['sesame']}");
        hub.source("github", "{'kind':'webhook','preset':'github','secrets':['s']}");
        hub.source("asleep", "{'kind':'webhook','state':'paused'}");
        hub.source("tight", "{'kind':'webhook','limits':{'rate':1,'burst':1}}");
        hub.source("queue", "{'kind':'redis-stream','stream':'q','state':'paused'}");
    }

    @AfterAll
    static void stop() {
        hub.close();
        redis.close();
    }

    private static Arguments row(
            String what, int status, String code, String path, String type, String body, String... headers) {
        return Arguments.of(what, status, code, path, type, body, headers);
    }

    static Stream<Arguments> refused() {
        String good = "{\"id\":\"x\"}";
        return Stream.of(
                row("nothing there", 404, "unknown_source", "/", JSON, good),
                row("unknown source", 404, "unknown_source", "/hooks/nobody", JSON, good),
                row("a queue is no hook", 404, "unknown_source", "/hooks/queue", JSON, good),
                row("more path", 404, "unknown_source", "/hooks/open/more", JSON, good),
                row("other place", 404, "unknown_source", "/api/v1/sources", JSON, good),
                row("escaped dots", 400, "path_invalid", "/hooks/..%2fopen", JSON, good),
                row("dots", 400, "path_invalid", "/hooks/../hooks/open", JSON, good),
                row("nul", 400, "path_invalid", "/hooks/open%00", JSON, good),
                row("parameter", 400, "path_invalid", "/hooks/open;jsessionid=1", JSON, good),
                row("backslash", 400, "path_invalid", "/hooks/..\\open", JSON, good),
                row("overlong", 400, "path_invalid", "/hooks/%c0%ae%c0%ae/open", JSON, good),
                row("no type", 415, "unsupported_media_type", "/hooks/open", "", good),
                row("text", 415, "unsupported_media_type", "/hooks/open", "text/plain", good),
                row(
                        "form",
                        415,
                        "unsupported_media_type",
                        "/hooks/github",
                        "application/x-www-form-urlencoded",
                        "payload=1"),
                row("multipart", 415, "unsupported_media_type", "/hooks/open", "multipart/form-data; boundary=x", good),
                row("utf-16", 415, "unsupported_media_type", "/hooks/open", "application/json; charset=utf-16", good),
                row("json as event", 415, "unsupported_media_type", "/events/open", JSON, good),
                row("gzip", 415, "unsupported_encoding", "/hooks/open", JSON, good, "Content-Encoding: gzip"),
                row("empty", 400, "malformed", "/hooks/open", JSON, ""),
                row("cut", 400, "malformed", "/hooks/open", JSON, "{\"id\":"),
                row("NaN", 400, "malformed", "/hooks/open", JSON, "{\"n\":NaN}"),
                row("doubled key", 400, "malformed", "/hooks/open", JSON, "{\"a\":1,\"a\":2}"),
                row("comment", 400, "malformed", "/hooks/open", JSON, "{/* */}"),
                row("two values", 400, "malformed", "/hooks/open", JSON, "{} {}"),
                row("byte order mark", 400, "malformed", "/hooks/open", JSON, "\ufeff{}"),
                row("half a character", 400, "malformed", "/hooks/open", JSON, "{\"a\":\"\\ud800\"}"),
                row("deep", 400, "too_complex", "/hooks/open", JSON, "[".repeat(10_000) + "]".repeat(10_000)),
                row("long number", 400, "too_complex", "/hooks/open", JSON, "1".repeat(100_000)),
                row("too large", 413, "body_too_large", "/hooks/small", JSON, "{\"a\":\"" + "x".repeat(100) + "\"}"),
                row("no signature", 401, "unverified", "/hooks/signed", JSON, good),
                row("bad signature", 401, "unverified", "/hooks/signed", JSON, good, "X-Signature-256: sha256=00"),
                row("no hex", 401, "unverified", "/hooks/signed", JSON, "{", "X-Signature-256: sha256=zz"),
                row("no token", 401, "unverified", "/hooks/token", JSON, good),
                row("bad token", 401, "unverified", "/hooks/token", JSON, good, "Authorization: Bearer no"),
                row("paused", 503, "paused", "/hooks/asleep", JSON, good),
                row(
                        "upgrade",
                        426,
                        "upgrade_refused",
                        "/hooks/open",
                        JSON,
                        good,
                        "Connection: Upgrade",
                        "Upgrade: websocket"),
                row(
                        "h2c",
                        426,
                        "upgrade_refused",
                        "/hooks/open",
                        JSON,
                        good,
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"),
                row("long line", 414, "line_too_long", "/hooks/" + "o".repeat(5000), JSON, good),
                row("long header", 431, "headers_too_large", "/hooks/open", JSON, good, "X: " + "y".repeat(9000)),
                row(
                        "no id",
                        422,
                        "mapping_failed",
                        "/events/open",
                        EVENT,
                        "{\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"t\"}"),
                row(
                        "empty id",
                        422,
                        "mapping_failed",
                        "/events/open",
                        EVENT,
                        "{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"s\",\"type\":\"t\"}"),
                row("long id", 422, "mapping_failed", "/hooks/open", JSON, "{\"id\":\"" + "i".repeat(10_240) + "\"}"),
                row(
                        "odd time",
                        422,
                        "mapping_failed",
                        "/events/open",
                        EVENT,
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"time\":\"soon\"}"),
                row(
                        "twice an id",
                        422,
                        "mapping_failed",
                        "/events/open",
                        "text/plain",
                        "x",
                        "ce-specversion: 1.0",
                        "ce-id: 1",
                        "ce-id: 2",
                        "ce-source: s",
                        "ce-type: t"));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @MethodSource("refused")
    void a_refused_delivery_gets_its_answer(
            String what, int status, String code, String path, String type, String body, String... headers) {
        RawHttp.Reply reply = hub.post(path, type, body, headers);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.head()).contains("content-type: application/problem+json");
    }

    @ParameterizedTest
    @MethodSource("smuggled")
    void a_request_that_two_parsers_could_read_differently_is_refused_and_the_connection_closed(String text) {
        try (RawHttp wire = new RawHttp(hub.port)) {
            RawHttp.Reply reply =
                    wire.send(text.replace("\n", "\r\n").replace("~", "\n")).reply();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(wire.ends()).isTrue();
        }
    }

    static Stream<String> smuggled() {
        String head = "POST /hooks/open HTTP/1.1\nHost: hub\nContent-Type: application/json\n";
        return Stream.of(
                head + "Content-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
                head + "Transfer-Encoding: chunked\nContent-Length: 5\n\n0\n\n",
                head + "Content-Length: 2\nContent-Length: 3\n\n{}",
                head + "Content-Length: 2, 3\n\n{}",
                head + "Content-Length: +2\n\n{}",
                head + "Content-Length: -2\n\n{}",
                head + "Content-Length : 2\n\n{}",
                head + "Content-Length: 0x2\n\n{}",
                head + "Transfer-Encoding: xchunked\n\n0\n\n",
                head + "Transfer-Encoding: chunked, identity\n\n0\n\n",
                head + "Transfer-Encoding: chunked\n\nzz\n{}\n0\n\n",
                head + "X: 1~Content-Length: 2\n\n{}",
                head + "Content-Length: 2~\n{}",
                head + "X\u0000: 1\nContent-Length: 2\n\n{}",
                head + "X: 1\n Content-Length: 3\nContent-Length: 2\n\n{}",
                head + "X: 1\n\tfolded\nContent-Length: 2\n\n{}",
                "POST /hooks/open\n\n");
    }

    @Test
    void all_that_cannot_be_verified_gets_the_same_answer_to_the_byte() {
        List<String> bodies = Stream.of("X: 1", "X-Signature-256: sha256=00", "X-Signature-256: nonsense")
                .map(header -> hub.post("/hooks/signed", JSON, "{}", header).body())
                .distinct()
                .toList();

        assertThat(bodies).hasSize(1);
        assertThat(IngestHub.await(hub.ingest.refusals("signed")).stream().map(Refusal::code))
                .contains("signature_missing", "signature_mismatch", "signature_malformed");
    }

    @Test
    void another_method_is_told_which_one_is_allowed() {
        for (String method : List.of("GET", "PUT", "DELETE", "TRACE", "HEAD", "PATCH")) {
            RawHttp.Reply reply = RawHttp.say(
                    hub.port,
                    method
                            + " /hooks/open HTTP/1.1\r\nHost: hub\r\nX-HTTP-Method-Override: POST\r\nConnection: close\r\n\r\n");

            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.head()).contains("allow: post\r\n");
        }
    }

    @Test
    void a_body_in_chunks_is_cut_at_the_limit() {
        String chunk = "64\r\n" + "x".repeat(100) + "\r\n";
        String head =
                "POST /hooks/small HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (RawHttp wire = new RawHttp(hub.port)) {
            RawHttp.Reply reply = wire.send(head + chunk + chunk).reply();

            assertThat(reply.status()).isEqualTo(413);
            assertThat(wire.ends()).isTrue();
        }
    }

    @Test
    void a_slow_head_and_a_slow_body_get_408() {
        for (String slow : List.of(
                "POST /hooks/open HTTP/1.1\r\nHo",
                "POST /hooks/open HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{")) {
            try (RawHttp wire = new RawHttp(hub.port)) {
                RawHttp.Reply reply = wire.send(slow).reply();

                assertThat(reply.status()).isEqualTo(408);
                assertThat(reply.code()).isEqualTo("timeout");
                assertThat(wire.ends()).isTrue();
            }
        }
    }

    @Test
    void a_source_above_its_rate_is_told_when_to_come_again() {
        hub.post("/hooks/tight", JSON, "{\"id\":\"1\"}");

        RawHttp.Reply reply = hub.post("/hooks/tight", JSON, "{\"id\":\"2\"}");

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.head()).contains("retry-after: ", "ratelimit: ", "ratelimit-policy: \"source\";q=1;w=1");
    }

    @Test
    void the_place_of_what_is_malformed_is_told() {
        RawHttp.Reply reply = hub.post("/hooks/open", JSON, "{\n  \"a\": tru\n}");

        assertThat(reply.json().path("detail").asText()).contains("line 2, column");
        assertThat(reply.json().path("traceId").asText()).hasSize(32);
    }
}
