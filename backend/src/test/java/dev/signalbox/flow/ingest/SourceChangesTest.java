package dev.signalbox.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.TestRedis;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SourceChangesTest {

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

    @Test
    void both_secrets_are_live_after_a_rotation_until_the_old_one_is_removed() {
        hub.source("shop", "{'kind':'webhook','secrets':['old']}");
        String old = secrets("shop").get(0);

        Change.Rotated rotated = (Change.Rotated) change(hub.ingest.rotate("shop", null));

        assertThat(rotated.secret()).matches("[0-9a-f]{64}");
        assertThat(secrets("shop")).containsExactly(old, rotated.fingerprint());
        assertThat(signed("shop", "old", "1")).isEqualTo(202);
        assertThat(signed("shop", rotated.secret(), "2")).isEqualTo(202);

        assertThat(change(hub.ingest.removeSecret("shop", old.substring(4)))).isEqualTo(new Change.Done());

        assertThat(signed("shop", "old", "3")).isEqualTo(401);
        assertThat(signed("shop", rotated.secret(), "4")).isEqualTo(202);
        assertThat(IngestHub.await(hub.ingest.refusals("shop")).get(0))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("signature_mismatch"))
                .satisfies(refusal ->
                        assertThat(refusal.cause()).isEqualTo("the signature does not fit the one live secret"));
    }

    @Test
    void a_rotated_secret_survives_the_hub() {
        hub.source("stays", "{'kind':'webhook','secrets':['env:SHOP_SECRET']}");
        change(hub.ingest.rotate("stays", "the sender's own"));

        try (IngestHub next = new IngestHub(redis)) {
            assertThat(signed(next, "stays", "the sender's own", "1")).isEqualTo(202);
            assertThat(signed(next, "stays", "from the environment", "2")).isEqualTo(202);
        }
    }

    @Test
    void a_made_secret_has_the_form_that_its_sender_wants() {
        hub.source("standard", "{'kind':'webhook','preset':'standard-webhooks','secrets':['whsec_MDEyMw==']}");

        Change.Rotated rotated = (Change.Rotated) change(hub.ingest.rotate("standard", null));

        assertThat(rotated.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
    }

    @Test
    void what_would_lock_everybody_out_or_change_nothing_is_refused_in_words() {
        hub.source("one", "{'kind':'webhook','secrets':['only']}");
        hub.source("open", "{'kind':'webhook'}");

        assertThat(change(hub.ingest.removeSecret("one", secrets("one").get(0))))
                .isInstanceOfSatisfying(
                        Change.Refused.class, no -> assertThat(no.code()).isEqualTo("last_secret"));
        assertThat(change(hub.ingest.removeSecret("one", "ffff"))).isEqualTo(new Change.Absent("secret", "ffff"));
        assertThat(change(hub.ingest.rotate("one", "only")))
                .isInstanceOfSatisfying(
                        Change.Refused.class, no -> assertThat(no.code()).isEqualTo("secret_known"));
        assertThat(change(hub.ingest.rotate("open", null)))
                .isInstanceOfSatisfying(
                        Change.Refused.class, no -> assertThat(no.code()).isEqualTo("no_secrets"));
        assertThat(change(hub.ingest.rotate("nobody", null))).isEqualTo(new Change.Absent("source", "nobody"));
    }

    @Test
    void the_source_of_a_pack_is_paused_here_and_everything_else_is_said_in_the_pack() {
        IngestHub.await(hub.ingest.putPack(
                "care", Map.of("lab", IngestHub.json("{'kind':'webhook','secrets':['env:SHOP_SECRET']}")), Map.of()));

        for (Change change : List.of(
                change(hub.ingest.delete("lab")),
                change(hub.ingest.rotate("lab", null)),
                change(hub.ingest.removeSecret("lab", "env:SHOP_SECRET")))) {
            assertThat(change).isInstanceOfSatisfying(Change.Refused.class, no -> {
                assertThat(no.code()).isEqualTo("pack_source");
                assertThat(no.cause()).contains("the pack care");
            });
        }
        assertThat(change(hub.ingest.pause("lab"))).isEqualTo(new Change.Done());
        assertThat(signed("lab", "from the environment", "1")).isEqualTo(503);
    }

    @Test
    void a_paused_source_says_when_to_come_again_and_a_deleted_one_is_unknown() {
        hub.source("door", "{'kind':'webhook'}");
        change(hub.ingest.pause("door"));

        RawHttp.Reply paused = hub.post("/hooks/door", "application/json", "{\"id\":\"1\"}");
        change(hub.ingest.resume("door"));
        RawHttp.Reply resumed = hub.post("/hooks/door", "application/json", "{\"id\":\"1\"}");
        change(hub.ingest.delete("door"));
        RawHttp.Reply gone = hub.post("/hooks/door", "application/json", "{\"id\":\"1\"}");

        assertThat(paused.status()).isEqualTo(503);
        assertThat(paused.head()).containsPattern("retry-after: [345][0-9]\r\n");
        assertThat(resumed.status()).isEqualTo(202);
        assertThat(gone.status()).isEqualTo(404);
    }

    private static Change change(Future<Change> change) {
        return IngestHub.await(change);
    }

    private static List<String> secrets(String source) {
        return StreamSupport.stream(
                        IngestHub.await(hub.ingest.get(source)).path("secrets").spliterator(), false)
                .map(secret -> secret.asText())
                .toList();
    }

    private static int signed(String source, String secret, String id) {
        return signed(hub, source, secret, id);
    }

    private static int signed(IngestHub at, String source, String secret, String id) {
        String body = "{\"id\":\"" + id + "\"}";
        String signature = HubClient.hmac(secret, body.getBytes(StandardCharsets.UTF_8));
        return at.post("/hooks/" + source, "application/json", body, "X-Signature-256: sha256=" + signature)
                .status();
    }
}
