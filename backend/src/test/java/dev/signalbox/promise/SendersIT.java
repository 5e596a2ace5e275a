package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.Senders;
import dev.signalbox.testing.SignedDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the senders' own libraries sign is taken, once; the same with anything changed is not, and is told nothing. */
class SendersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HARD = "Grüße \"an\" 100% alle 👋";

    private static HubProcess process;
    private static HubClient hub;
    private static int port;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        process = new HubProcess(Files.createDirectory(folder.resolve("data")), List.of(), Map.of());
        hub = process.start();
        port = URI.create(hub.ingest()).getPort();
    }

    @AfterAll
    static void stop() throws Exception {
        process.close();
    }

    @Test
    void what_a_sender_signs_is_taken_once_and_whatever_was_changed_in_it_is_refused_alike() throws Exception {
        JsonNode table = Senders.write("sign.mjs");
        Set<String> answers = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            JsonNode row = table.get(i);
            String source = row.path("sender").asText() + '-' + i;
            keep(source, row.path("source").deepCopy());
            SignedDelivery good = SignedDelivery.of(row, source, row.path("headers"));
            Map<String, SignedDelivery> spoilt = SignedDelivery.spoilt(row, source);

            spoilt.forEach((how, delivery) -> {
                RawHttp.Reply reply = delivery.send(port);
                answers.add(reply.body());
                if (reply.status() != 401) {
                    wrong.add(source + ", " + how + ": " + reply.status() + ' ' + reply.body());
                }
            });

            assertThat(good.send(port).status()).as(source).isEqualTo(202);
            assertThat(good.send(port).status()).as(source + " again").isEqualTo(200);
            assertThat(hub.get("/events?source=" + source).body().path("items"))
                    .as(source)
                    .hasSize(1);
            assertThat(hub.get("/sources/" + source)
                            .body()
                            .at("/status/refused")
                            .asInt())
                    .isEqualTo(spoilt.size());
        }
        assertThat(wrong).isEmpty();
        assertThat(answers).as("one answer for every cause").hasSize(1);
        assertThat(table).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void no_source_takes_what_is_signed_for_another_and_both_secrets_of_a_rotation_are_live() throws Exception {
        JsonNode table = Senders.write("sign.mjs");
        for (int i = 0; i < table.size(); i++) {
            JsonNode row = table.get(i);
            String source = "rotated-" + i;
            ObjectNode text = row.path("source").deepCopy();
            String secret = text.path("secrets").get(0).asText();
            text.putArray("secrets").add(i == 1 ? "whsec_AAAA" : "the one before");
            keep(source, text);
            SignedDelivery good = SignedDelivery.of(row, source, row.path("headers"));

            int foreign = good.send(port).status();
            hub.post("/sources/" + source + "/rotate", Map.of("secret", secret));

            assertThat(foreign).as(source).isEqualTo(401);
            assertThat(good.send(port).status()).as(source + " rotated").isEqualTo(202);
        }
    }

    @Test
    void the_events_are_named_after_what_their_senders_say() throws Exception {
        JsonNode table = Senders.write("sign.mjs");
        List<String> named = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            String source = "named-" + i;
            keep(source, table.get(i).path("source").deepCopy());
            SignedDelivery.of(table.get(i), source, table.get(i).path("headers"))
                    .send(port);
            JsonNode event =
                    hub.get("/events?source=" + source).body().path("items").get(0);
            named.add(event.path("type").asText()
                    + ' '
                    + event.path("id").asText().replaceAll(":[0-9a-f]{16}", ":*")
                    + ' '
                    + event.path("subject").asText(""));
        }
        assertThat(named)
                .containsExactly(
                        "com.github.pull_request.opened d1 7",
                        "named-1.received msg_1 ",
                        "com.stripe.invoice.paid evt_1 in_1",
                        "com.slack.message.bot_message Ev1 C1",
                        "com.shopify.orders.create event-1 8209829119461545",
                        "com.gitlab.push u1 da15",
                        "com.meta.whatsapp_business_account.messages 1067:* 1067",
                        "com.twilio.message.delivered SM1:delivered SM1",
                        "com.twilio.error-logs EV1 ");
    }

    @Test
    void what_the_sdk_of_cloudevents_sends_is_taken_in_all_three_modes() throws Exception {
        keep("sdk", JSON.createObjectNode().put("kind", "webhook"));
        for (JsonNode sent : Senders.write("events.mjs")) {
            HubClient.Answer answer = cloudEvent(sent);
            HubClient.Answer again = cloudEvent(sent);

            boolean batch = sent.path("mode").asText().equals("batch");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(batch ? 200 : 202);
            assertThat(again.status()).isEqualTo(200);
            JsonNode first = batch ? answer.body().path("results").get(0) : answer.body();
            JsonNode event = hub.get("/events/" + first.path("id").asText()).body();
            String subject = sent.at("/event/subject").asText("");
            assertThat(event.path("subject").asText("")).isEqualTo(batch ? HARD : subject);
        }
        assertThat(hub.get("/events?source=sdk").body().path("items")).hasSize(6);
    }

    private static HubClient.Answer cloudEvent(JsonNode sent) throws InterruptedException {
        Map<String, String> headers = new HashMap<>();
        sent.path("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        return hub.deliver("/events/sdk", sent.path("body").asText().getBytes(StandardCharsets.UTF_8), headers);
    }

    @Test
    void json_is_read_as_the_parsing_test_suite_says_and_nothing_in_it_harms_the_hub() throws Exception {
        keep("suite", JSON.createObjectNode().put("kind", "webhook"));
        List<String> wrong = new ArrayList<>();
        int cases = 0;
        for (JsonNode one : Senders.write("suite.mjs")) {
            String name = one.path("name").asText();
            RawHttp.Reply reply = RawHttp.post(
                    port, "/hooks/suite", "application/json", one.path("input").asText());
            boolean good =
                    switch (name.charAt(0)) {
                        case 'n' -> reply.status() == 400;
                        case 'y' -> reply.status() == (name.startsWith("y_object_duplicated_key") ? 400 : 202);
                        default -> reply.status() == 202 || reply.status() == 400;
                    };
            cases++;
            if (!good) {
                wrong.add(name + ": " + reply.status() + ' ' + reply.body());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isGreaterThan(300);
        assertThat(RawHttp.post(port, "/hooks/suite", "application/json", "{\"id\":\"the next\"}")
                        .status())
                .isEqualTo(202);
    }

    private static void keep(String name, ObjectNode text) throws InterruptedException {
        HubClient.Answer kept = hub.put("/sources/" + name, text);
        assertThat(kept.status()).as(kept.body().toString()).isEqualTo(201);
    }
}
