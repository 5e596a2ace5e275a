package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender that hears nothing sends the same again, and is told that it was there. */
final class LostAnswerTest {

    private TestRedis redis;
    private IngestHub hub;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        hub = new IngestHub(redis);
        hub.source("shop", "{'kind':'webhook'}");
    }

    @AfterEach
    void stop() {
        hub.close();
        redis.close();
    }

    @Test
    void a_lost_answer_is_a_cut_connection_and_the_repeat_a_duplicate() {
        hub.failpoints.loseAt("ingest.afterAck");

        assertThatThrownBy(this::send).isNotNull();
        RawHttp.Reply again = send();

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("\"duplicate\":true");
        IngestHub.until(() -> hub.failpoints.passes("ingest.afterAck") == 1);
    }

    @Test
    void the_point_after_the_answer_is_passed_once_for_each_and_for_no_refusal() {
        send();
        RawHttp.post(hub.port, "/hooks/nobody", "application/json", "{\"id\":\"x\"}");

        IngestHub.until(() -> hub.failpoints.passes("ingest.afterAck") == 1);
    }

    private RawHttp.Reply send() {
        return hub.post("/hooks/shop", "application/json", "{\"id\":\"x\"}");
    }
}
