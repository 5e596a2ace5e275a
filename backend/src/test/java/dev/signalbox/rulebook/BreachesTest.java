package dev.signalbox.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule that used more than a rule may three times is off, and nothing else. */
final class BreachesTest extends PacksFixture {

    private static final String TWO = SHIP + SHIP.replace("\"ship\" when", "\"tell\" when");

    private Breaches breaches;

    @BeforeEach
    void active() {
        save("shop", TWO, Map.of("ship", "do: one"), Map.of());
        activate("shop");
        breaches = new Breaches(packs, activation(version -> Future.succeededFuture()));
    }

    private void breach(int version, String rule) {
        breaches.breached(rule, version, "it takes more than 10 steps").await();
    }

    private List<String> rules() {
        return rulebooks.load(packs.active().await()).await().rules().rules();
    }

    private List<String> off() {
        rulebooks.follow(packs.active().await()).await();
        return rulebooks.off();
    }

    @Test
    void the_third_breach_of_a_rule_switches_it_off() {
        breach(1, "shop/ship");
        breach(1, "shop/tell");
        breach(1, "shop/ship");
        assertThat(rules()).containsExactly("shop/ship", "shop/tell");

        breach(1, "shop/ship");

        assertThat(packs.active().await()).isEqualTo(2);
        assertThat(rules()).containsExactly("shop/tell");
        assertThat(off()).containsExactly("shop/ship");
        assertThat(packs.history("shop").await().get(0).note())
                .isEqualTo("rule \"ship\" is switched off: 3 times in version 1, it takes more than 10 steps");
        assertThat(packs.history("shop").await().get(0).author()).isEqualTo("signalbox");
    }

    @Test
    void what_an_older_version_did_switches_nothing_off() {
        save("shop", TWO.replace("placed", "paid"), Map.of("ship", "do: one"), Map.of());
        activate("shop");

        for (int i = 0; i < Breaches.MOST + 1; i++) {
            breach(1, "shop/ship");
        }

        assertThat(packs.active().await()).isEqualTo(2);
        assertThat(rules()).hasSize(2);
    }

    @Test
    void a_rule_that_is_off_decides_again_when_its_pack_is_activated_again_and_not_before() {
        for (int i = 0; i < Breaches.MOST + 1; i++) {
            breach(1, "shop/ship");
        }
        save("other", SHIP.replace("\"ship\" )", "\"tell\" )"), Map.of("tell", "do: tell"), Map.of());
        activate("other");
        assertThat(rules()).containsExactlyInAnyOrder("shop/tell", "other/ship");

        activate("shop");

        assertThat(rules()).containsExactlyInAnyOrder("shop/ship", "shop/tell", "other/ship");
        assertThat(off()).isEmpty();
    }
}
