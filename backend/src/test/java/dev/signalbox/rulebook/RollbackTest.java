package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was active can be active again, and a draft can be given up. */
final class RollbackTest extends PacksFixture {

    @Test
    void a_rollback_is_a_new_version_with_an_old_text() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        activate("shop");
        save("other", SHIP.replace("\"ship\" )", "\"tell\" )"), Map.of("tell", "do: tell"), Map.of());
        activate("other");
        save("shop", SHIP.replace("placed", "paid"), Map.of("ship", "do: two"), Map.of());
        activate("shop");
        var unusedVersion = packs.prepare("shop", packs.current().await()).await();

        Activation activation = activation(version -> Future.succeededFuture());
        Activated back =
                activation.rollBack("shop", 1, "it was better", "bob").await().orElseThrow();

        assertThat(back).isEqualTo(new Activated.Done(5, List.of()));
        assertThat(packs.history("shop").await())
                .extracting(Version.Head::number, Version.Head::note, Version.Head::author)
                .containsExactly(tuple(5, "it was better", "bob"), tuple(3, "note", "ann"), tuple(1, "note", "ann"));
        assertThat(packs.current().await().packs().keySet()).containsExactlyInAnyOrder("shop", "other");
        assertThat(packs.draft("shop").await().orElseThrow().pack().drl()).contains("order.placed");
        assertThat(rulebooks.load(5).await().definitions()).isEqualTo(Map.of("ship", 1, "tell", 1));
        assertThat(activation.rollBack("shop", 77, "n", "bob").await()).isEmpty();
        assertThat(activation.rollBack("other", 1, "n", "bob").await()).isEmpty();
    }

    @Test
    void a_rollback_leaves_a_draft_with_changes_alone_and_is_checked_like_any_activation() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        activate("shop");
        save("shop", "", Map.of("ship", "do: two"), Map.of());
        activate("shop");
        save("taker", "", Map.of("ship2", "do: one"), Map.of());
        activate("taker");
        save("shop", "// mine", Map.of(), Map.of());

        Activation activation = activation(version -> Future.succeededFuture());
        Activated back = activation.rollBack("shop", 1, "n", "bob").await().orElseThrow();

        assertThat(back).isInstanceOf(Activated.Done.class);
        assertThat(packs.draft("shop").await().orElseThrow().pack().drl()).contains("// mine");
    }

    @Test
    void a_draft_that_is_dropped_is_gone_unless_somebody_saved_in_between() {
        long revision = save("shop", SHIP, Map.of(), Map.of());

        Draft.Saved stale = packs.drop("shop", revision + 1).await();
        Draft.Saved dropped = packs.drop("shop", revision).await();

        assertThat(stale).isEqualTo(new Draft.Saved.Stale(revision));
        assertThat(dropped).isEqualTo(new Draft.Saved.Done(0));
        assertThat(packs.draft("shop").await()).isEmpty();
        assertThat(packs.draftNames().await()).isEmpty();
    }
}
