package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.CrowdLoad;
import dev.signalbox.testing.HubClient;
import dev.signalbox.testing.HubCrowd;
import dev.signalbox.testing.HubProcess;
import dev.signalbox.testing.TestPack;
import dev.signalbox.testing.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three hubs on one Redis are one hub to whoever delivers, whichever of them ends, is stopped or sleeps. */
final class SeveralHubsIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** What the contract gives to a change until it is in force at every hub. */
    private static final Duration EVERYWHERE = Duration.ofSeconds(2);

    private static HubCrowd crowd;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        crowd = HubCrowd.start(folder, 3);
        TestPack.into(crowd.client(0), crowd.service().url(), 20, 500);
    }

    @AfterAll
    static void stop() throws Exception {
        crowd.close();
    }

    @BeforeEach
    void all_three_have_their_share() {
        crowd.settles(Set.of(1, 2));
    }

    @Test
    void what_one_hub_takes_another_decides() throws Exception {
        for (int n = 0; n < 60; n++) {
            HubClient.Answer answer = deliver(n % 3, TestPack.paid("any-" + n, "any-" + n, 500));
            assertThat(answer.status()).isEqualTo(202);
        }

        assertThat(crowd.toldOf("any-", 60)).hasSize(60);
        assertThat(crowd.client(1).get("/hubs").body().path("hubs")).hasSize(3);
    }

    @Test
    void sources_and_packs_of_one_hub_are_in_force_at_all() throws Exception {
        crowd.client(1).put("/sources/mail", Map.of("kind", "webhook", "verify", "none"));
        everywhere("the source", client -> answered(client, "/hooks/mail") == 202);
        crowd.client(2).post("/sources/mail/pause", Map.of());
        everywhere("the pause", client -> answered(client, "/hooks/mail") == 503);
        crowd.client(0).delete("/sources/mail");
        everywhere("the end", client -> answered(client, "/hooks/mail") == 404);

        JsonNode pack = crowd.client(0).get("/packs/shop").body();
        String rules = pack.at("/active/drl").asText().replace("> 100", "> 9000");
        crowd.client(1).put("/packs/shop/draft", Map.of("drl", rules, "definitions", pack.at("/active/definitions")));
        JsonNode active = crowd.client(1)
                .post("/packs/shop/activate", Map.of("note", "dearer"))
                .body();
        int version = active.path("version").asInt();
        assertThat(version).as(active.toString()).isPositive();
        everywhere(
                "the version",
                client -> client.get("/info").body().path("rulebook").asInt() == version);
        deliver(2, TestPack.paid("dear", "dear", 10_000));
        deliver(0, TestPack.paid("cheap", "dear", 500));
        HubClient.Answer back =
                crowd.client(2).post("/packs/shop/rollback", Map.of("version", version - 1, "note", "too dear"));
        assertThat(back.status()).as(back.body().toString()).isEqualTo(200);

        assertThat(crowd.toldOf("dear", 1)).hasSize(1);
        deliver(1, TestPack.paid("after", "dear", 500));
        assertThat(crowd.toldOf("after", 1)).hasSize(1);
        assertThat(crowd.toldOf("cheap", 0)).isEmpty();
    }

    @Test
    void no_secret_is_taken_that_another_hub_could_not_read() throws Exception {
        Map<String, Object> text =
                Map.of("kind", "webhook", "verify", "bearer", "secrets", List.of("a-secret-of-shop"));

        HubClient.Answer answer = crowd.client(0).put("/sources/sealed", text);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().toString()).contains("--master-key-file").doesNotContain("a-secret-of-shop");
    }

    @Test
    void a_partition_moves_by_hand_and_goes_back_to_the_even_shares() throws Exception {
        String wanted = crowd.id(2);
        int number = crowd.ownedBy(0).get(0);

        assertThat(crowd.client(1)
                        .put("/partitions/" + number + "/hub", Map.of("hub", wanted))
                        .status())
                .isEqualTo(200);

        Until.value("the new owner", SOON, () -> crowd.owner(number), wanted::equals);
        assertThat(crowd.client(0).delete("/partitions/" + number + "/hub").status())
                .isEqualTo(200);
    }

    @Test
    void the_partitions_of_a_killed_hub_move_and_nobody_else_notices() throws Exception {
        List<Integer> lost = crowd.ownedBy(2);
        crowd.hub(2).kill();
        long killed = System.nanoTime();

        int n = 0;
        while (crowd.owners(lost).contains(crowd.id(2)) || crowd.owners(lost).contains("")) {
            assertThat(deliver(n % 2, TestPack.paid("kill-" + n, "kill-" + n, 500))
                            .status())
                    .isEqualTo(202);
            n++;
        }

        Duration moved = Duration.ofNanos(System.nanoTime() - killed);
        assertThat(moved).isLessThan(HubCrowd.LEASE.plusSeconds(2));
        assertThat(crowd.toldOf("kill-", n)).hasSize(n);
        crowd.hub(2).start();
    }

    @Test
    void a_rolling_restart_under_load_loses_nothing_and_starts_nothing_twice() throws Exception {
        try (CrowdLoad load = crowd.load("roll", 2)) {
            for (int n = 0; n < 3; n++) {
                load.goesOn(40);
                assertThat(crowd.hub(n).stop()).isZero();
                load.goesOn(40);
                crowd.hub(n).start();
                crowd.settles(Set.of(1, 2));
            }
            load.end();

            assertThat(crowd.toldOf("roll-", load.acked())).hasSize(load.acked());
            assertThat(load.positionsByKey())
                    .allSatisfy(positions -> assertThat(positions).isSorted());
        }
        crowd.startedOnce();
        crowd.commitsAreInOrder();
    }

    @Test
    void a_hub_that_slept_longer_than_its_lease_steps_down_and_writes_nothing() throws Exception {
        HubProcess sleeper = crowd.hub(1);
        List<Integer> lost = crowd.ownedBy(1);
        assertThat(lost).isNotEmpty();
        double before = fenced();
        try (CrowdLoad load = crowd.load("sleep", 2)) {
            load.avoid(1);
            crowd.signal(sleeper, "-STOP");
            crowd.taken(lost, 1);
            load.goesOn(20);
            crowd.signal(sleeper, "-CONT");
            Until.holds("the fence", SOON, () -> fenced() > before);
            load.goesOn(20);
            load.end();

            assertThat(crowd.toldOf("sleep-", load.acked())).hasSize(load.acked());
        }
        crowd.startedOnce();
        crowd.commitsAreInOrder();
    }

    private static double fenced() throws InterruptedException {
        return crowd.client(1)
                .text("/metrics")
                .lines()
                .filter(line -> line.startsWith("signalbox_fenced_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private interface Look {
        boolean at(HubClient client) throws Exception;
    }

    private static void everywhere(String what, Look look) {
        for (int n = 0; n < 3; n++) {
            HubClient client = crowd.client(n);
            Until.holds(what + " at hub " + n, EVERYWHERE, () -> look.at(client));
        }
    }

    private static int answered(HubClient client, String path) throws InterruptedException {
        String id = "mail-" + System.nanoTime();
        return client.deliver(path, TestPack.parked(id, id).getBytes(StandardCharsets.UTF_8), Map.of())
                .status();
    }

    private static HubClient.Answer deliver(int hub, String body) throws InterruptedException {
        return crowd.client(hub).deliver("/hooks/shop", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
