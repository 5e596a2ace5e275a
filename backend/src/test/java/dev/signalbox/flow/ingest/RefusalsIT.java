package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.trace.Moment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalsIT {

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
    void ten_thousand_refused_deliveries_leave_a_hundred_and_a_count() {
        try (RawHttp wire = new RawHttp(hub.port)) {
            for (int i = 0; i < 10_000; i++) {
                String to = i % 2 == 0 ? "nobody" + i : "shop";
                RawHttp.Reply reply = wire.send(
                                "POST /hooks/" + to + " HTTP/1.1\r\nHost: hub\r\nContent-Length: 0\r\n\r\n")
                        .reply();
                assertThat(reply.status()).isEqualTo(i % 2 == 0 ? 404 : 415);
            }
        }

        assertThat(IngestHub.await(hub.ingest.refusals("shop"))).hasSize(100);
        assertThat(IngestHub.await(hub.ingest.refusals("(unknown)"))).hasSize(100);
        assertThat(IngestHub.await(hub.ingest.status("shop")).refused()).isEqualTo(5000);
        assertThat(hub.moments.stream().map(moment -> ((Moment.Refused) moment).source()))
                .containsOnly("shop", "(unknown)");
        assertThat(redis.ask("KEYS", "*").lines())
                .containsExactlyInAnyOrder("sb:{hub}:sources", "sb:{hub}:sources:head", "sb:{hub}:news");
    }
}
