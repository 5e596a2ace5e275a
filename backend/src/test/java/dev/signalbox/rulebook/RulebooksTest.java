package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hub that runs for years activates more versions than fit into its memory. */
final class RulebooksTest extends PacksFixture {

    private static final int MANY = Rulebooks.KEPT + 4;

    @Test
    void of_many_versions_the_one_in_force_the_newest_and_those_used_last_are_kept() {
        write(MANY + 1);
        rulebooks.follow(1).await();
        IntStream.rangeClosed(2, MANY)
                .forEach(version -> rulebooks.load(version).await());
        rulebooks.load(MANY + 1).await();

        for (int version = 2; version <= MANY; version++) {
            rulebooks.load(version).await();
            assertThat(rulebooks.ready()).contains(1, version, MANY + 1).hasSizeLessThanOrEqualTo(Rulebooks.KEPT + 2);
        }
        assertThat(rulebooks.ready()).doesNotContain(2);
        assertThat(rulebooks.active().version()).isEqualTo(1);
    }

    @Test
    void one_that_is_used_stays_and_an_old_one_is_loaded_again() {
        write(MANY);
        Rulebooks.Rulebook used = rulebooks.load(1).await();
        Rulebooks.Rulebook old = rulebooks.load(2).await();
        for (int version = 3; version <= MANY; version++) {
            rulebooks.load(version).await();
            assertThat(rulebooks.load(1).await()).isSameAs(used);
        }

        Rulebooks.Rulebook again = rulebooks.load(2).await();

        assertThat(again).isNotSameAs(old);
        assertThat(again.rules().version()).isEqualTo(2);
        assertThat(again.definitions()).isEqualTo(old.definitions());
    }

    @Test
    void the_one_in_force_is_compiled_once_however_many_come_after_it() {
        write(MANY);
        rulebooks.follow(1).await();
        var active = rulebooks.active();

        IntStream.rangeClosed(2, MANY)
                .forEach(version -> rulebooks.load(version).await());

        assertThat(rulebooks.load(1).await().rules()).isSameAs(active);
        assertThat(rulebooks.active()).isSameAs(active);
    }

    private void write(int versions) {
        save("p", SHIP, Map.of("ship", "ship"), Map.of());
        activate("p");
        for (int version = 2; version <= versions; version++) {
            assertThat(packs.prepare("p", packs.current().await()).await()).isEqualTo(version);
        }
        rulebooks = new Rulebooks(vertx, packs, CHECK);
    }
}
