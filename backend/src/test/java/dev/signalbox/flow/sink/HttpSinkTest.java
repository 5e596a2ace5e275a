package dev.signalbox.flow.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSinkTest {

    private static TestRedis redis;
    private final BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private SinkHub hub;
    private String url;
    private int status = 202;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void open() {
        hub = new SinkHub(redis);
        int port = SinkHub.await(hub.vertx
                        .createHttpServer()
                        .requestHandler(request -> request.body().onSuccess(body -> {
                            asked.add(request);
                            bodies.add(body.toString());
                            request.response().setStatusCode(status).end("no room");
                        }))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        url = "http://127.0.0.1:" + port + "/events";
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void a_binary_event_has_its_attributes_in_headers_and_a_structured_one_in_its_body() throws Exception {
        hub.kept("shop", "{'kind':'http','url':'" + url + "'}");
        JsonNode where = hub.where("shop", null, 1);
        hub.kept("shop", "{'kind':'http','url':'" + url + "','mode':'structured'}");
        hub.where("shop", null, 1);

        HttpServerRequest binary = asked.take();
        HttpServerRequest structured = asked.take();
        assertThat(where.path("status").asInt()).isEqualTo(202);
        assertThat(binary.getHeader("ce-id")).isEqualTo("3-x/do/0/ship/1");
        assertThat(binary.getHeader("ce-specversion")).isEqualTo("1.0");
        assertThat(binary.getHeader("Idempotency-Key")).isEqualTo("3-x/do/0/ship/1");
        assertThat(binary.getHeader("region")).isEqualTo("eu");
        assertThat(binary.getHeader("webhook-id")).isNull();
        assertThat(bodies.take()).isEqualTo("{\"n\":1}");
        assertThat(structured.getHeader("Content-Type")).isEqualTo("application/cloudevents+json");
        assertThat(SinkHub.json(bodies.take()))
                .isEqualTo(
                        SinkHub.json(
                                "{'specversion':'1.0','id':'3-x/do/0/ship/1','source':'/processes/ship',"
                                        + "'type':'shop.shipped','subject':'o-1','datacontenttype':'application/json','data':{'n':1}}"));
    }

    @Test
    void a_message_is_signed_by_the_newest_secret_and_by_the_one_before_it() throws Exception {
        hub.kept("shop", "{'kind':'http','url':'" + url + "'}");
        Change.Rotated first = (Change.Rotated) SinkHub.await(hub.sinks.rotate("shop", null));
        Change.Rotated second = (Change.Rotated) SinkHub.await(hub.sinks.rotate("shop", null));
        hub.where("shop", null, 1);

        HttpServerRequest request = asked.take();
        String signed =
                request.getHeader("webhook-id") + '.' + request.getHeader("webhook-timestamp") + '.' + bodies.take();
        assertThat(request.getHeader("webhook-id")).isEqualTo("3-x/do/0/ship/1");
        assertThat(request.getHeader("webhook-signature"))
                .isEqualTo("v1," + hmac(second.secret(), signed) + " v1," + hmac(first.secret(), signed));
        assertThat(second.shown().path("secrets")).hasSize(2);
    }

    @Test
    void an_answer_that_is_no_success_and_a_target_that_is_not_there_are_errors() {
        hub.kept("shop", "{'kind':'http','url':'" + url + "'}");
        hub.kept("gone", "{'kind':'http','url':'http://127.0.0.1:1/'}");
        status = 507;

        Sent.Failed full = hub.failed("shop", null, 1);
        Sent.Failed gone = hub.failed("gone", null, 1);

        assertThat(full.kind()).isEqualTo("communication");
        assertThat(full.status()).isEqualTo(507);
        assertThat(full.detail()).contains("POST " + url + ": no room");
        assertThat(gone.status()).isEqualTo(503);
        assertThat(hub.failed("shop", "orders", 1).detail()).contains("leave out `to`");
    }

    private static String hmac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
