package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.RawHttp;
import dev.signalbox.testing.Senders;
import dev.signalbox.testing.SignedDelivery;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static void keep(String name, ObjectNode text) throws InterruptedException {
        HubClient.Answer kept = hub.put("/sources/" + name, text);
        assertThat(kept.status()).as(kept.body().toString()).isEqualTo(201);
    }
}
