package dev.signalbox.demo.world;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Payments by card. Tells them as CloudEvents with a bearer token. */
final class Payments {

    private static final int CARDS = 300;
    private static final long PAUSE = 300;
    /** Less than any window in which the pack counts, so that what is accepted within it is surely seen together. */
    private static final long WITHIN_MILLIS = 240_000;

    private static final Place BERLIN = new Place("DE", 52.52, 13.40);
    private static final Place LISBON = new Place("PT", 38.72, -9.14);

    private final String token;
    private final Chance chance;
    private final InstantSource clock;

    Payments(String token, Chance chance, InstantSource clock) {
        this.token = token;
        this.chance = chance;
        this.clock = clock;
    }

    private record Place(String country, double lat, double lon) {}

    /** A small payment by a card that is where it always is: nothing follows. */
    Scene ordinary(String number) {
        RandomGenerator random = chance.of("payment " + number);
        return Scene.of(fact("payment.succeeded", "p-" + number, "card-" + random.nextInt(CARDS), BERLIN, 0));
    }

    /** One card is refused three times in a row: it must be held, once. */
    Scene threeFailures(String number) {
        String card = "card-f-" + number;
        List<Scene.Step> steps = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            steps.add(new Scene.Step(
                    fact("payment.failed", "f-" + number + '-' + i, card, BERLIN, i * PAUSE), i * PAUSE));
        }
        return new Scene(steps, "card:" + card, WITHIN_MILLIS);
    }

    /** One card pays in Berlin and then in Lisbon: it must be held, once. */
    Scene farAway(String number) {
        String card = "card-t-" + number;
        return new Scene(
                List.of(
                        new Scene.Step(fact("payment.succeeded", "t-" + number + "-1", card, BERLIN, 0), 0),
                        new Scene.Step(fact("payment.succeeded", "t-" + number + "-2", card, LISBON, PAUSE), PAUSE)),
                "card:" + card,
                WITHIN_MILLIS);
    }

    private Fact fact(String type, String id, String card, Place place, long afterMillis) {
        String time = clock.instant().plusMillis(afterMillis).toString();
        return new Fact(id, hook(event(type, id, card, place).put("time", time), token));
    }

    private JsonObject event(String type, String id, String card, Place place) {
        RandomGenerator random = chance.of("amount " + id);
        JsonObject data = new JsonObject()
                .put("payment", id)
                .put("card", card)
                .put("customer", "holder-of-" + card)
                .put("amount", BigDecimal.valueOf(random.nextLong(300, 6_000), 2))
                .put("currency", "EUR")
                .put("country", place.country())
                .put("lat", place.lat())
                .put("lon", place.lon());
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/payments")
                .put("type", type)
                .put("subject", card)
                .put("data", data);
    }

    /** A delivery with a token that is none. */
    Fact stranger(String number) {
        JsonObject event = event("payment.failed", "stranger-" + number, "card-0", BERLIN);
        return new Fact("stranger-" + number, hook(event, "not-" + token));
    }

    private static Fact.Hook hook(JsonObject event, String token) {
        return new Fact.Hook(
                "/events/payments",
                Map.of("Content-Type", "application/cloudevents+json", "Authorization", "Bearer " + token),
                event.toBuffer());
    }
}
