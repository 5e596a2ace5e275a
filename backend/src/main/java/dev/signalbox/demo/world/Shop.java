package dev.signalbox.demo.world;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The shop: carts are filled, most are ordered. Tells it by signed webhooks. */
final class Shop {

    private static final int CUSTOMERS = 400;
    private static final List<String> GOODS =
            List.of("lamp", "signal-horn", "lantern", "timetable", "ticket", "whistle");
    private static final double ORDERED = 0.8;

    private final String secret;
    private final Chance chance;
    private final InstantSource clock;
    private final Books books;

    Shop(String secret, Chance chance, InstantSource clock, Books books) {
        this.secret = secret;
        this.chance = chance;
        this.clock = clock;
        this.books = books;
    }

    /** A customer fills a cart, and most often orders it. */
    Scene visit(String number) {
        RandomGenerator random = chance.of("visit " + number);
        String customer = "customer-" + random.nextInt(CUSTOMERS);
        String cart = "cart-" + number;
        JsonArray items = items(random);
        JsonObject filled = event("cart.updated", customer, cart).put("items", items);
        Scene.Step fill = new Scene.Step(fact("c-" + number, filled), 0);
        if (random.nextDouble() > ORDERED) {
            return new Scene(List.of(fill), null, Long.MAX_VALUE);
        }
        String order = Books.name(number);
        long cents = random.nextLong(500, 50_000);
        JsonObject ordered = event("order.placed", customer, cart)
                .put("order", order)
                .put("total", BigDecimal.valueOf(cents, 2))
                .put("currency", "EUR")
                .put("items", items);
        Fact placed = fact(order, ordered);
        books.place(order, Services.pieces(items), cents);
        return new Scene(
                List.of(fill, new Scene.Step(placed, random.nextInt(300, 2_000))),
                Services.ORDER + order,
                Long.MAX_VALUE);
    }

    private JsonObject event(String type, String customer, String cart) {
        return new JsonObject()
                .put("type", type)
                .put("subject", cart)
                .put("time", clock.instant().toString())
                .put("customer", customer)
                .put("cart", cart);
    }

    private static JsonArray items(RandomGenerator random) {
        JsonArray items = new JsonArray();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            items.add(new JsonObject()
                    .put("sku", GOODS.get(random.nextInt(GOODS.size())))
                    .put("quantity", random.nextInt(1, 4)));
        }
        return items;
    }

    private Fact fact(String id, JsonObject event) {
        Buffer body = event.copy().put("id", id).toBuffer();
        return new Fact(id, new Fact.Hook("/hooks/shop", headers(Signing.of(secret, body)), body));
    }

    /** A delivery that nobody of the shop has signed. */
    Fact forged(String number) {
        Buffer body = event("order.placed", "customer-0", "cart-forged")
                .put("id", "forged-" + number)
                .put("order", "forged-" + number)
                .toBuffer();
        return new Fact(
                "forged-" + number, new Fact.Hook("/hooks/shop", headers(Signing.of("not " + secret, body)), body));
    }

    /** Signed, but no JSON: cut off in the middle. */
    Fact torn(String number) {
        Buffer body = Buffer.buffer("{\"id\":\"torn-" + number + "\",\"type\":\"order.pla");
        return new Fact("torn-" + number, new Fact.Hook("/hooks/shop", headers(Signing.of(secret, body)), body));
    }

    private static Map<String, String> headers(String signature) {
        return Map.of("Content-Type", "application/json", "X-Signature-256", signature);
    }
}
