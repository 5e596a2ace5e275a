package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Event;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Explanation;
import dev.signalbox.flow.match.Intention;
import dev.signalbox.flow.match.Recall;
import dev.signalbox.flow.match.Session;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a pack where packs are kept: in Redis and in folders. */
class PackTablesTest extends PacksFixture {

    private static final String DRL = Forms.pack("shop", """
            rule "vip"
            when
                Event( type == "order", table("vip").has(str("customer")) )
            then
                hub.alert( "vip" );
            end
            """);

    private static final String VIP = "customer,since\n\"Meyer, Anna\",2019\n";

    @Test
    void a_draft_keeps_its_tables() {
        Pack pack = new Pack("shop", Forms.pack("shop", ""), Map.of(), null, Map.of(), Map.of("vip", VIP));
        packs.save(new Draft(pack, 0, "ann", 1), null).await();

        assertThat(packs.draft("shop").await().orElseThrow().pack()).isEqualTo(pack);
    }

    @Test
    void what_was_stored_before_there_were_tables_has_none() {
        String stored =
                "{\"pack\":{\"name\":\"shop\",\"drl\":\"\",\"definitions\":{},\"sources\":null,\"cases\":{}},\"revision\":0,"
                        + "\"author\":\"ann\",\"time\":1}";
        links.open(Duration.ofSeconds(2))
                .send(Request.cmd(Command.HSET, KEYS.hub("drafts"), "revision:shop", "1", "draft:shop", stored))
                .await();

        assertThat(packs.draft("shop").await().orElseThrow().pack().tables()).isEmpty();
    }

    @Test
    void a_changed_table_alone_is_a_new_version_and_the_way_back_brings_the_old_one() {
        assertThat(decided(activated("meyer"), "meyer")).containsExactly("vip");
        assertThat(decided(activated("schulze"), "meyer")).isEmpty();
        assertThat(decided(2, "schulze")).containsExactly("vip");

        Activated back = activation(version -> Future.succeededFuture())
                .rollBack("shop", 1, "it was better", "bob")
                .await()
                .orElseThrow();

        assertThat(back).isEqualTo(new Activated.Done(3, List.of()));
        assertThat(decided(3, "meyer")).containsExactly("vip");
        assertThat(decided(2, "meyer")).isEmpty();
        assertThat(explained(1, "schulze")).isEqualTo(Explanation.Result.FALSE);
        assertThat(explained(2, "schulze")).isEqualTo(Explanation.Result.TRUE);
    }

    @Test
    void a_case_runs_with_the_tables_of_its_pack() {
        Map<String, String> cases = Map.of("vip.case.yaml", """
                name: a customer of the table is greeted
                given: [{type: order, data: {customer: meyer}}]
                expect: {matched: [shop/vip]}
                """);

        assertThat(CHECK.cases(pack("meyer", cases)).get(0).passed()).isTrue();
        assertThat(CHECK.cases(pack("schulze", cases)).get(0).passed()).isFalse();
        assertThat(CHECK.cases(pack("meyer\nmeyer", cases))).isEmpty();
        assertThat(CHECK.hindrances(pack("meyer\nmeyer", cases)))
                .extracting(Diagnostic::file)
                .containsExactly("tables/vip.csv");
    }

    private int activated(String customer) {
        packs.save(new Draft(pack(customer, Map.of()), 0, "ann", 1), null).await();
        return ((Activated.Done) activate("shop")).version();
    }

    private static Pack pack(String customer, Map<String, String> cases) {
        return new Pack("shop", DRL, Map.of(), null, cases, Map.of("vip", "customer\n" + customer + "\n"));
    }

    private List<String> decided(int version, String customer) {
        Session session = rulebooks.rules(version).await().session();
        List<Decision> decisions = Forms.feed(session, List.of(order(customer)));
        session.close();
        return decisions.stream()
                .flatMap(decision -> decision.intentions().stream())
                .map(intention -> ((Intention.Alert) intention).text())
                .toList();
    }

    private Explanation.Result explained(int version, String customer) {
        Event order = order(customer);
        try (Recall recall = rulebooks.rules(version).await().recall()) {
            var unusedFirst = recall.session().advance(order.getAt());
            return recall.explain(
                            order,
                            1,
                            new Recall.Recorded(false, List.of(), null),
                            new Recall.Limits(1_000, 1_000_000_000))
                    .get(0)
                    .patterns()
                    .get(0)
                    .constraints()
                    .get(1)
                    .result();
        }
    }

    private static Event order(String customer) {
        return Forms.event(0, "order", "o", "{\"customer\":\"" + customer + "\"}");
    }

    @Test
    void tables_of_a_folder_are_named_by_their_files(@TempDir Path rules) throws IOException {
        Path shop = Files.createDirectories(rules.resolve("shop"));
        Files.writeString(shop.resolve("rules.drl"), "package rules.shop\n");
        Files.writeString(Files.createDirectories(shop.resolve("tables")).resolve("vip.csv"), VIP);

        assertThat(PackFolder.read(shop).tables()).isEqualTo(Map.of("vip", VIP));
    }
}
