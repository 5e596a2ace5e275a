package dev.signalbox.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.testing.ShippedPacks;
import dev.signalbox.testing.TestTarget.Hit;
import dev.signalbox.testing.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packs that ship, from the delivery to the last call of a service. */
class ShippedPacksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ITEMS = "\"items\":[{\"sku\":\"tea\",\"quantity\":2}]";

    private static ShippedPacks world;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        world = ShippedPacks.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        world.close();
    }

    private static void place(String order) throws InterruptedException {
        world.shop(
                "placed-" + order,
                "order.placed",
                "\"order\":\"%s\",\"cart\":\"cart-%s\",\"customer\":\"bob\",\"total\":42.5,\"currency\":\"EUR\",%s"
                        .formatted(order, order, ITEMS));
    }

    private static void fill(String cart) throws InterruptedException {
        world.shop("filled-" + cart, "cart.updated", "\"cart\":\"%s\",\"customer\":\"bob\",%s".formatted(cart, ITEMS));
    }

    private static List<String> ended(String definition, String key) {
        JsonNode found = Until.value(
                "the end of " + definition + " of " + key,
                PATIENCE,
                () -> world.hub()
                        .get("/instances?definition=" + definition + "&key=" + key)
                        .body(),
                page -> !page.path("items").isEmpty()
                        && page.path("items").findValuesAsText("state").stream()
                                .allMatch(state -> List.of("finished", "compensated", "cancelled", "failed")
                                        .contains(state)));
        return found.path("items").findValuesAsText("state");
    }

    @Test
    void an_order_goes_through_and_a_repeated_call_has_the_same_key() throws Exception {
        world.target().answers("POST /payment/charges", 503, 500);

        place("o-through");

        assertThat(ended("fulfil-order", "o-through")).containsExactly("finished");
        assertThat(ended("confirm-order", "o-through")).containsExactly("finished");
        assertThat(world.said("o-through"))
                .containsExactly(
                        "POST /stock/reservations",
                        "POST /payment/charges",
                        "POST /payment/charges",
                        "POST /payment/charges",
                        "POST /shipping/parcels",
                        "POST /shop/confirmations");
        List<String> keys =
                world.calls("o-through").stream().map(Hit::idempotencyKey).toList();
        assertThat(keys.subList(1, 4)).containsOnly(keys.get(1));
        assertThat(keys).doesNotContain("null");
        assertThat(keys.stream().distinct()).hasSize(4);
    }

    @Test
    void a_refused_charge_gives_the_stock_back_and_the_shop_is_told() throws Exception {
        world.target().answers("POST /payment/charges", 409);
        world.target().answers("DELETE /stock/reservations/o-refused", 503);

        place("o-refused");

        assertThat(ended("fulfil-order", "o-refused")).containsExactly("compensated");
        assertThat(world.said("o-refused"))
                .containsExactly(
                        "POST /stock/reservations",
                        "POST /payment/charges",
                        "DELETE /stock/reservations/o-refused",
                        "DELETE /stock/reservations/o-refused",
                        "POST /shop/cancellations");
    }

    @Test
    void a_refused_parcel_gives_back_the_money_first_and_then_the_stock() throws Exception {
        world.target().answers("POST /shipping/parcels", 422);

        place("o-heavy");

        assertThat(ended("fulfil-order", "o-heavy")).containsExactly("compensated");
        assertThat(world.said("o-heavy"))
                .endsWith(
                        "POST /shipping/parcels",
                        "DELETE /payment/charges/o-heavy",
                        "DELETE /stock/reservations/o-heavy",
                        "POST /shop/cancellations");
    }

    @Test
    void an_order_that_nobody_reserves_has_nothing_to_give_back_but_the_shop_is_told() throws Exception {
        world.target().answers("POST /stock/reservations", 409);

        place("o-none");

        assertThat(ended("fulfil-order", "o-none")).containsExactly("compensated");
        assertThat(world.said("o-none")).containsExactly("POST /stock/reservations", "POST /shop/cancellations");
    }

    @Test
    void who_gives_no_answer_to_the_last_attempt_may_have_done_it_so_that_all_of_it_is_undone() throws Exception {
        world.target().answers("POST /shipping/parcels", 500, 500, 500, 500, 500);

        place("o-lost");

        assertThat(ended("fulfil-order", "o-lost")).containsExactly("compensated");
        assertThat(world.said("o-lost"))
                .endsWith(
                        "POST /shipping/parcels",
                        "DELETE /shipping/parcels/o-lost",
                        "DELETE /payment/charges/o-lost",
                        "DELETE /stock/reservations/o-lost",
                        "POST /shop/cancellations");
    }

    @Test
    void an_order_that_is_taken_back_is_undone() throws Exception {
        world.shop("back", "order.cancelled", "\"order\":\"o-back\",\"customer\":\"bob\"");
        place("o-back");

        assertThat(ended("undo-order", "o-back")).containsExactly("finished");
        assertThat(world.said("o-back"))
                .containsExactly(
                        "DELETE /shipping/parcels/o-back",
                        "DELETE /payment/charges/o-back",
                        "DELETE /stock/reservations/o-back",
                        "POST /shop/cancellations");
    }

    @Test
    void three_failures_hold_the_card_once_however_many_follow_and_whenever_the_hub_dies() throws Exception {
        fill("c-left");
        fill("cart-o-since");
        place("o-since");
        world.payment("p-1", "payment.failed", "4711");
        world.payment("p-2", "payment.failed", "4711");
        world.killAndStart();
        for (String payment : List.of("p-3", "p-4", "p-5", "p-6")) {
            world.payment(payment, "payment.failed", "4711");
        }

        assertThat(ended("hold-card", "4711")).containsExactly("finished");
        assertThat(ended("remind-cart", "c-left")).containsExactly("finished");
        world.killAndStart();
        world.payment("p-7", "payment.failed", "4711");
        Until.holds("the seventh decided", PATIENCE, () -> world.hub()
                .get("/events/p-7?source=payments")
                .body()
                .path("state")
                .asText()
                .equals("decided"));

        assertThat(ended("alert-team", "4711")).containsExactly("finished");
        assertThat(world.calls("4711").stream().map(Hit::idempotencyKey).distinct())
                .as("one hold and one word to the team")
                .hasSize(2);
        assertThat(world.calls("c-left").stream().map(Hit::idempotencyKey).distinct())
                .hasSize(1);
        assertThat(world.said("cart-o-since")).doesNotContain("POST /shop/reminders");
    }

    @Test
    void a_critical_result_is_escalated_unless_somebody_acknowledges_it() throws Exception {
        world.lab("e-seen", "lab.result", "{\"result\":\"r-seen\",\"test\":\"K\",\"critical\":true}");
        world.lab("e-unseen", "lab.result", "{\"result\":\"r-unseen\",\"test\":\"K\",\"critical\":true}");
        Until.holds(
                "both told",
                PATIENCE,
                () -> world.said("r-seen").size() == 1 && world.said("r-unseen").size() == 1);

        world.lab("a-seen", "lab.acknowledged", "{\"result\":\"r-seen\",\"by\":\"dr-who\"}");

        assertThat(ended("notify-clinician", "r-unseen")).containsExactly("finished");
        assertThat(ended("notify-clinician", "r-seen")).containsExactly("finished");
        assertThat(world.said("r-unseen")).containsExactly("POST /clinic/notifications", "POST /clinic/escalations");
        assertThat(world.said("r-seen")).containsExactly("POST /clinic/notifications");
    }

    @Test
    void who_acknowledges_while_the_clinician_is_still_being_told_is_heard() throws Exception {
        world.target().answers("POST /clinic/notifications", 503, 503, 503);
        world.lab("e-early", "lab.result", "{\"result\":\"r-early\",\"test\":\"K\",\"critical\":true}");
        Until.holds("told once", PATIENCE, () -> !world.said("r-early").isEmpty());

        world.lab("a-early", "lab.acknowledged", "{\"result\":\"r-early\",\"by\":\"dr-who\"}");

        assertThat(ended("notify-clinician", "r-early")).containsExactly("finished");
        assertThat(world.said("r-early")).hasSize(4).containsOnly("POST /clinic/notifications");
    }
}
