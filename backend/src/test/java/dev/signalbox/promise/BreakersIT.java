package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.GatedTarget;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubCrowd;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that is down holds its tasks, not those of others, at two hubs on one Redis; and loses none. */
final class BreakersIT {

    /** Longer than a killed hub has the right to probe. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final int HELD = 60;

    /* Two hubs begin with two calls each after closing. */
    private static final int FIRST = 4;

    private static final String BRIEF_RULE = """

            rule "brief"
            when
                $e : Event( type == "order.brief" )
            then
                hub.start( "brief" ).key( $e.getSubject() ).with( "order", $e.getId() );
            end
            """;

    private static final String BRIEF = """
            document:
              dsl: '1.0.0'
              namespace: shop
              name: brief
              version: '1.0.0'
            do:
              - post:
                  call: http
                  timeout:
                    after: PT2S
                  with:
                    method: post
                    endpoint: %s/brief
                    body:
                      order: ${ $workflow.input.order }
            """;

    private static GatedTarget target;
    private static HubCrowd crowd;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        target = new GatedTarget();
        crowd = HubCrowd.start(folder, 2, List.of("--egress-allow", "127.0.0.1:" + target.port()));
        crowd.client(0).put("/sources/shop", Map.of("kind", "webhook", "verify", "none"));
        Map<String, Object> pack = Map.of(
                "drl",
                TestPack.RULES + BRIEF_RULE,
                "definitions",
                Map.of(
                        "brief", BRIEF.formatted(crowd.service().url()),
                        "tell", TestPack.TELL.formatted(target.url(), 50),
                        "park", TestPack.PARK.formatted(1, crowd.service().url())));
        assertThat(crowd.client(0).put("/packs/shop/draft", pack).status()).isEqualTo(200);
        assertThat(crowd.client(0)
                        .post("/packs/shop/activate", Map.of("note", "test"))
                        .status())
                .isEqualTo(200);
        crowd.settles(Set.of(2));
    }

    @AfterAll
    static void stop() throws Exception {
        crowd.close();
        target.close();
    }

    @Test
    void tasks_of_a_target_that_is_down_are_held_and_go_out_gently_when_it_is_back() throws Exception {
        deliver("paid-", HELD);
        breaker(
                0,
                "all tasks held",
                seen -> stands(seen, "open") && seen.path("held").asInt() == HELD);
        assertThat(breaker(1, "open", seen -> stands(seen, "open"))
                        .path("cause")
                        .asText())
                .isEqualTo("It answered 503");
        int before = target.refused();
        assertThat(before).as("attempts that were spent on it").isLessThan(5 * HELD);

        for (int n = 0; n < 20; n++) {
            post(n % 2, TestPack.parked("parked-" + n, "parked-" + n));
        }
        assertThat(crowd.toldOf("parked-", 20)).as("the other target is called").hasSize(20);
        assertThat(target.served()).isEmpty();

        crowd.hub(1).kill();
        breaker(
                0,
                "those of the killed hub as well",
                seen -> seen.path("held").asInt() == HELD && stands(seen, "open"));
        crowd.hub(1).start();
        crowd.settles(Set.of(2));

        target.up();
        Until.value("the probe", SOON, target::inside, inside -> inside == 1);
        deliver("more-", 8);
        breaker(
                0,
                "both hubs hold the new ones",
                seen -> stands(seen, "half-open") && seen.path("held").asInt() == HELD + 8 - 1);
        assertThat(target.inside()).as("one probe over two hubs").isEqualTo(1);

        target.let(1);
        breaker(
                1,
                "closed",
                seen -> stands(seen, "closed")
                        && seen.path("underWay").asInt() == FIRST
                        && seen.path("queued").asInt() == HELD + 8 - 1 - FIRST);
        assertThat(target.inside()).isEqualTo(FIRST);
        target.letAll();

        Until.value("all of them", SOON, target::served, served -> served.size() == HELD + 8);
        assertThat(target.mostAhead()).as("as each hub lets them out").isLessThanOrEqualTo(FIRST);
        assertThat(target.served().values()).containsOnly(1);
        Until.value(
                "all instances",
                SOON,
                () -> crowd.client(0)
                        .get("/instances?definition=tell&state=finished&limit=500")
                        .body()
                        .path("items")
                        .size(),
                count -> count == HELD + 8);
        assertThat(crowd.client(0).get("/dead-letters?definition=tell").body().path("items"))
                .isEmpty();
    }

    @Test
    void what_is_held_by_hand_says_so_and_is_not_called_when_its_time_is_over() throws Exception {
        String url = crowd.service().url();
        byHand(url, "open");
        post(0, event("brief", "late"));
        JsonNode held = instance("held", found -> found.path("held").size() == 1);
        assertThat(held.at("/held/0/target").asText()).isEqualTo(url);
        assertThat(held.at("/held/0/since").asLong()).isPositive();
        instance("its timeout", found -> found.path("state").asText().equals("failed"));
        post(1, event("parked", "late-but-wanted"));
        Until.value(
                "the other one is held",
                SOON,
                () -> crowd.client(1)
                        .get("/breakers/" + HubClient.encode(url))
                        .body()
                        .path("held")
                        .asInt(),
                count -> count == 1);

        byHand(url, "close");

        assertThat(crowd.toldOf("late", 1)).containsExactly("late-but-wanted");
    }

    /** At both hubs: what is answered is in force at the hub that answers. */
    private static void byHand(String url, String what) throws Exception {
        for (int hub = 0; hub < 2; hub++) {
            HubClient.Answer answer = crowd.client(hub)
                    .post("/breakers/" + HubClient.encode(url) + '/' + what, Map.of("reason", "upgrade", "by", "ana"));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        }
    }

    private static JsonNode instance(String wanted, Predicate<JsonNode> fits) {
        return Until.value(
                wanted,
                SOON,
                () -> {
                    JsonNode brief =
                            crowd.client(0).get("/instances?definition=brief").body();
                    return crowd.client(0)
                            .get("/instances/" + brief.at("/items/0/id").asText())
                            .body();
                },
                fits);
    }

    private static String event(String type, String id) {
        return TestPack.parked(id, id).replace("order.parked", "order." + type);
    }

    private static void deliver(String prefix, int count) throws Exception {
        for (int n = 0; n < count; n++) {
            post(n % 2, TestPack.paid(prefix + n, prefix + n, 500));
        }
    }

    private static void post(int hub, String event) throws Exception {
        HubClient.Answer answer =
                crowd.client(hub).deliver("/hooks/shop", event.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    private static boolean stands(JsonNode seen, String state) {
        return seen.path("state").asText().equals(state);
    }

    private static JsonNode breaker(int hub, String wanted, Predicate<JsonNode> fits) {
        return Until.value(
                wanted,
                SOON,
                () -> crowd.client(hub)
                        .get("/breakers/" + HubClient.encode(target.url()))
                        .body(),
                fits);
    }
}
