package dev.signalbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class HubsApiTest {

    private AdminFixture admin;

    @BeforeEach
    void start(Vertx vertx, @TempDir Path data) {
        admin = new AdminFixture(vertx, data, Optional.empty());
    }

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void hubs_and_partitions_are_told_together() {
        JsonNode json = admin.withToken("GET /api/v1/hubs").json();

        assertThat(json.at("/hubs/0/self").asBoolean()).isTrue();
        assertThat(json.at("/hubs/1/state").asText()).isEqualTo("gone");
        assertThat(json.at("/partitions/0/wanted").asText()).isEqualTo("a");
        assertThat(json.at("/partitions/0/ageMillis").asLong()).isEqualTo(40);
    }

    @Test
    void a_partition_is_moved_to_a_hub_that_is_alive() {
        assertThat(put(0, "{\"hub\": \"a\"}").status()).isEqualTo(200);
        assertThat(admin.withToken("DELETE /api/v1/partitions/0/hub").status()).isEqualTo(200);
    }

    @Test
    void what_cannot_be_moved_is_refused_in_words() {
        assertRefused(put(0, "{\"hub\": \"b\"}"), 409, "hub_gone");
        assertRefused(put(0, "{\"hub\": \"c\"}"), 404, "not_found");
        assertRefused(put(7, "{\"hub\": \"a\"}"), 404, "not_found");
        assertRefused(put(0, "{}"), 400, "bad_request");
        assertRefused(admin.withToken("DELETE /api/v1/partitions/x/hub"), 404, "not_found");
        assertRefused(admin.withToken("DELETE /api/v1/partitions/9/hub"), 404, "not_found");
    }

    private Wire.Reply put(int partition, String body) {
        return admin.withToken("PUT /api/v1/partitions/" + partition + "/hub", body);
    }

    private static void assertRefused(Wire.Reply reply, int status, String code) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("code").asText()).isEqualTo(code);
        assertThat(reply.json().path("nextStep").asText()).contains("/hubs");
    }
}
