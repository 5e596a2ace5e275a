package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ActivationTest extends PacksFixture {

    @Test
    void every_partition_is_told_of_a_new_version() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());

        Activated done = activate("shop");

        assertThat(done).isEqualTo(new Activated.Done(1, List.of()));
        for (int partition = 0; partition < 4; partition++) {
            List<Entry> entries = journal.read(partition, 0, 10).await();
            assertThat(entries).extracting(entry -> entry.offer().kind()).containsExactly(Kind.RULEBOOK);
            assertThat(entries.get(0)
                            .offer()
                            .envelope()
                            .data()
                            .json()
                            .path("version")
                            .asInt())
                    .isEqualTo(1);
        }
        assertThat(rulebooks.load(1).await().rules().rules()).containsExactly("shop/ship");
        assertThat(rulebooks.load(1).await().definitions()).isEqualTo(Map.of("ship", 1));
    }

    @Test
    void an_invalid_pack_changes_nothing() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        activate("shop");
        save("shop", SHIP.replace("Event(", "Evnt("), Map.of("ship", "do: one"), Map.of());

        Activated invalid = activate("shop");
        save("other", SHIP, Map.of("ship", "do: two"), Map.of());
        Activated taken = activate("other");
        save("cased", SHIP, Map.of(), Map.of("a.case.yaml", "given: [{type: order.placed}]\nexpect: {nothing: true}"));
        Activated failing = activate("cased");
        save("broken", SHIP, Map.of("b", "broken"), Map.of());

        assertThat(codes(invalid)).containsExactly("unknown-class");
        assertThat(codes(taken)).containsExactly("definition-taken");
        assertThat(failing).isInstanceOf(Activated.Failing.class);
        assertThat(codes(failing)).containsExactly("case");
        assertThat(codes(activate("broken"))).containsExactly("definition");
        assertThat(codes(activate("nowhere"))).containsExactly("no-draft");
        assertThat(packs.active().await()).isEqualTo(1);
        assertThat(journal.read(0, 0, 10).await()).hasSize(1);
    }

    private static List<String> codes(Activated outcome) {
        return (outcome instanceof Activated.Failing failing
                        ? failing.diagnostics()
                        : ((Activated.Invalid) outcome).diagnostics())
                .stream().filter(Diagnostic::isError).map(Diagnostic::code).toList();
    }

    @Test
    void a_definition_gets_a_new_version_only_with_a_new_text() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        activate("shop");
        activate("shop");
        save("shop", SHIP, Map.of("ship", "do: two"), Map.of());
        activate("shop");

        assertThat(packs.current().await().number()).isEqualTo(3);
        assertThat(rulebooks.load(2).await().definitions()).isEqualTo(Map.of("ship", 1));
        assertThat(rulebooks.load(3).await().definitions()).isEqualTo(Map.of("ship", 2));
        assertThat(packs.definition("ship", 1).await()).contains("do: one");
    }

    @Test
    void a_definition_that_no_pack_has_any_more_stays_readable_for_instances_that_live_on_it() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        activate("shop");
        save("shop", "", Map.of(), Map.of());
        activate("shop");

        assertThat(rulebooks.load(2).await().definitions()).isEmpty();
        assertThat(packs.definition("ship", 1).await()).contains("do: one");
        assertThat(packs.lastDefinition("ship").await()).isEqualTo(1);
        assertThat(packs.lastDefinition("never").await()).isZero();
    }

    @Test
    void a_stale_revision_is_refused() {
        long first = save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        Draft.Saved second = packs.save(
                        new Draft(packs.draft("shop").await().orElseThrow().pack(), 0, "bob", 7), first)
                .await();

        Draft.Saved late =
                packs.save(packs.draft("shop").await().orElseThrow(), first).await();
        Activated stale = activation(version -> Future.succeededFuture())
                .activate("shop", "note", "ann", first)
                .await();

        assertThat(second).isEqualTo(new Draft.Saved.Done(2));
        assertThat(late).isEqualTo(new Draft.Saved.Stale(2));
        assertThat(stale).isEqualTo(new Activated.Stale("bob", 7));
    }

    @Test
    void owners_that_are_not_ready_in_time_change_nothing() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());

        Activated late = activation(version -> Promise.<Void>promise().future())
                .activate("shop", "note", "ann", null)
                .await();

        assertThat(late).isEqualTo(new Activated.Unavailable("activation_timeout"));
        assertThat(packs.active().await()).isZero();
        assertThat(journal.read(0, 0, 10).await()).isEmpty();
    }

    @Test
    void of_two_activations_at_once_one_is_stale() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        Activation slow = activation(version -> packs.activate(0, 99).mapEmpty());

        Activated stale = slow.activate("shop", "note", "ann", null).await();

        assertThat(stale).isInstanceOf(Activated.Stale.class);
    }

    @Test
    void a_half_done_activation_is_completed_by_any_hub() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        activate("shop");
        int next = packs.prepare("shop", packs.current().await()).await();
        packs.activate(1, next).await();

        Activation other = activation(version -> Future.succeededFuture());
        other.complete().await();
        other.complete().await();

        for (int partition = 0; partition < 4; partition++) {
            assertThat(journal.read(partition, 0, 10).await())
                    .extracting(entry -> entry.offer().envelope().id().id())
                    .containsExactly("rulebook-1-" + partition, "rulebook-2-" + partition);
        }
    }

    @Test
    void a_fault_before_the_new_version_is_active_changes_nothing() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        failpoints.throwAt("swap.afterCompile", 1);

        assertThatThrownBy(() -> activate("shop")).hasMessageContaining("swap.afterCompile");

        assertThat(packs.active().await()).isZero();
        assertThat(journal.read(0, 0, 10).await()).isEmpty();
        assertThat(activate("shop")).isInstanceOf(Activated.Done.class);
    }

    @Test
    void an_activation_that_stops_after_the_first_partition_is_completed_and_tells_each_once() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        failpoints.loseAt("swap.afterFirstPartition");

        Activated unknown = activate("shop");
        activation(version -> Future.succeededFuture()).complete().await();

        assertThat(unknown).isEqualTo(new Activated.Unavailable("journal_unavailable"));
        assertThat(packs.active().await()).isEqualTo(1);
        for (int partition = 0; partition < 4; partition++) {
            assertThat(journal.read(partition, 0, 10).await()).hasSize(1);
        }
    }

    @Test
    void while_the_first_partition_has_not_answered_no_other_is_told() {
        save("shop", SHIP, Map.of("ship", "do: one"), Map.of());
        failpoints.throwAt("swap.afterFirstPartition", 1);

        assertThatThrownBy(() -> activate("shop")).hasMessageContaining("swap.afterFirstPartition");

        assertThat(journal.read(0, 0, 10).await()).hasSize(1);
        assertThat(journal.read(1, 0, 10).await()).isEmpty();
    }

    @Test
    void files_that_changed_become_a_draft_and_never_go_over_what_is_active() {
        PackFiles files = new PackFiles(packs, CLOCK);
        Pack first = new Pack("shop", Forms.pack("shop", SHIP), Map.of("ship", "do: one"), null, Map.of());
        Pack changed = new Pack("shop", Forms.pack("shop", SHIP + "\n"), Map.of("ship", "do: one"), null, Map.of());

        PackFiles.Seen fresh = files.bring(first).await();
        activate("shop");
        PackFiles.Seen again = files.bring(first).await();
        PackFiles.Seen edited = files.bring(changed).await();
        PackFiles.Seen known = files.bring(changed).await();

        assertThat(List.of(fresh, again, edited, known))
                .containsExactly(PackFiles.Seen.NEW, PackFiles.Seen.SAME, PackFiles.Seen.CHANGED, PackFiles.Seen.SAME);
        assertThat(packs.active().await()).isEqualTo(1);
        assertThat(packs.draft("shop").await().orElseThrow().pack()).isEqualTo(changed);
    }
}
