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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
final class BreakersApiTest {

    private static final String SHOP = "https%3A%2F%2Fshop.example%3A443";

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
    void a_target_says_how_it_stands_and_what_waits() {
        JsonNode json = admin.withToken("GET /api/v1/breakers").json().at("/items/0");

        assertThat(json.path("target").asText()).isEqualTo("https://shop.example:443");
        assertThat(json.path("state").asText()).isEqualTo("closed");
        assertThat(json.path("failed").asInt()).isEqualTo(3);
        assertThat(json.path("held").asInt()).as("it is closed").isZero();
        assertThat(json.path("queued").asInt()).isEqualTo(2);
        assertThat(json.path("since").isNull()).isTrue();
    }

    @Test
    void it_is_opened_and_closed_by_hand_with_a_reason() {
        JsonNode open = post(SHOP + "/open", "{\"reason\": \"upgrade\", \"by\": \"ana\"}")
                .json();
        assertThat(open.path("state").asText()).isEqualTo("open");
        assertThat(open.path("by").asText()).isEqualTo("ana");
        assertThat(open.path("cause").asText()).isEqualTo("upgrade");
        assertThat(open.path("held").asInt()).isEqualTo(2);
        assertThat(open.path("probeAt").isNull()).as("until somebody closes it").isTrue();

        JsonNode closed = post(SHOP + "/close", "{\"reason\": \"done\"}").json();
        assertThat(closed.path("state").asText()).isEqualTo("closed");
        assertThat(closed.path("by").asText()).isEqualTo("somebody");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no reason                 | https%3A%2F%2Fshop.example%3A443/open  | {}                        | 400
            no reason to close        | https%3A%2F%2Fshop.example%3A443/close | {"reason": " "}           | 400
            nobody                    | https%3A%2F%2Fshop.example%3A443/close | {"reason": "x", "by": ""} | 400
            no port                   | https%3A%2F%2Fshop.example/open        | {"reason": "x"}           | 400
            no target                 | shop/open                              | {"reason": "x"}           | 400
            never called, so closed   | https%3A%2F%2Fmail.example%3A443/close | {"reason": "x"}           | 404
            """)
    void what_is_wrong_is_said(String sentence, String path, String body, int status) {
        Wire.Reply reply = post(path, body);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("nextStep").asText()).isNotEmpty();
    }

    @Test
    void one_that_was_never_called_can_be_opened_before_it_is() {
        assertThat(post("https%3A%2F%2Fmail.example%3A443/open", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.withToken("GET /api/v1/breakers/https%3A%2F%2Fmail.example%3A443")
                        .status())
                .isEqualTo(200);
    }

    private Wire.Reply post(String path, String body) {
        return admin.withToken("POST /api/v1/breakers/" + path, body);
    }
}
