package dev.signalbox.demo.world;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The laboratory of the clinic. Tells its results through a stream in Redis. */
final class Lab {

    private static final String STREAM = "lab:results";
    private static final double CRITICAL = 0.2;
    private static final double POTASSIUM_LOW = 3.5;
    private static final double POTASSIUM_HIGH = 5.1;
    private static final List<String> NAMES = List.of("Ada Berg", "Noor Idris", "Tom Vale", "Mei Lin", "Jo Adler");

    private final Chance chance;
    private final InstantSource clock;

    Lab(Chance chance, InstantSource clock) {
        this.chance = chance;
        this.clock = clock;
    }

    /** A result; when it is critical a clinician must be told, once. */
    Scene result(String number) {
        RandomGenerator random = chance.of("result " + number);
        boolean critical = random.nextDouble() < CRITICAL;
        String result = "r-" + number;
        int patient = random.nextInt(1_000);
        double value = critical ? random.nextDouble(6.6, 8) : random.nextDouble(POTASSIUM_LOW, POTASSIUM_HIGH);
        JsonObject data = new JsonObject()
                .put("result", result)
                .put(
                        "patient",
                        new JsonObject()
                                .put("id", "patient-" + patient)
                                .put("name", NAMES.get(patient % NAMES.size()))
                                .put("born", 1940 + patient % 60 + "-03-14"))
                .put("test", "potassium")
                .put("value", Math.round(value * 10) / 10.0)
                .put("unit", "mmol/L")
                .put("low", POTASSIUM_LOW)
                .put("high", POTASSIUM_HIGH)
                .put("critical", critical);
        Fact fact = fact("lab.result", result, result, data);
        return critical ? Scene.starting(fact, "result:" + result) : Scene.of(fact);
    }

    /** A clinician has seen a result. */
    Scene acknowledgment(String result) {
        JsonObject data = new JsonObject()
                .put("result", result)
                .put("by", "dr-" + chance.of(result).nextInt(20));
        return Scene.of(fact("lab.acknowledged", "ack-" + result, result, data));
    }

    private Fact fact(String type, String id, String subject, JsonObject data) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put("source", "/lab");
        entry.put("type", type);
        entry.put("subject", subject);
        entry.put("time", clock.instant().toString());
        entry.put("datacontenttype", "application/json");
        entry.put("data", data.encode());
        return new Fact(id, new Fact.Entry(STREAM, entry));
    }
}
