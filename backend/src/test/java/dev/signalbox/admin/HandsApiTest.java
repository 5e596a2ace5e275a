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

/** Single instances and definitions at the door. */
@ExtendWith(VertxExtension.class)
final class HandsApiTest {

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
    void what_is_done_to_an_instance_is_answered_with_the_task() {
        JsonNode json = post("0-a/skip", "{\"reason\": \"x\", \"path\": \"/do/0/call\", \"output\": null}")
                .json();

        assertThat(json)
                .hasToString("{\"instance\":\"0-a\",\"command\":\"skip\",\"path\":\"/do/0/call\",\"repeated\":false}");
    }

    @Test
    void who_says_yes_need_not_say_why() {
        assertThat(post("0-a/decide", "{\"approved\": true}").status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no reason      | 0-a/cancel | {}                             | 400
            nobody         | 0-a/retry  | {"reason": "x", "by": ""}      | 400
            no output      | 0-a/skip   | {"reason": "x"}                | 400
            path no text   | 0-a/event  | {"reason": "x", "path": 3}     | 400
            no answer      | 0-a/decide | {"reason": "x"}                | 400
            no, but no why | 0-a/decide | {"approved": false}            | 400
            no instance    | 0-b/cancel | {"reason": "x"}                | 404
            unknown action | 0-a/stop   | {"reason": "x"}                | 404
            """)
    void what_is_wrong_is_said(String sentence, String path, String body, int status) {
        Wire.Reply reply = post(path, body);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().path("nextStep").asText()).isNotEmpty();
    }

    @Test
    void a_definition_has_its_tasks_and_how_many_are_at_each() {
        assertThat(admin.withToken("GET /api/v1/processes").json().at("/items/0"))
                .hasToString("{\"name\":\"ship\",\"version\":3,"
                        + "\"states\":{\"running\":0,\"waiting\":2,\"retrying\":0,\"failed\":0}}");
        assertThat(admin.withToken("GET /api/v1/processes/ship").json().at("/do/0/rest/wait"))
                .hasToString("\"PT1H\"");
        assertThat(admin.withToken("GET /api/v1/processes/ship/counts").json())
                .hasToString("{\"items\":[{\"version\":3,\"path\":\"/do/0/rest\",\"state\":\"waiting\",\"count\":2}],"
                        + "\"scanned\":2,\"whole\":true}");
        assertThat(admin.withToken("GET /api/v1/processes/ship?version=9").status())
                .isEqualTo(404);
    }

    private Wire.Reply post(String path, String body) {
        return admin.withToken("POST /api/v1/instances/" + path, body);
    }
}
