package dev.signalbox.proof.prove.load;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.hub.Api;
import dev.signalbox.proof.prove.world.HubNode;
import dev.signalbox.proof.prove.world.Until;
import dev.signalbox.proof.prove.world.World;
import java.time.Duration;
import java.util.Map;

/** Puts sources and rules into the hubs. */
public final class Books {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(35);
    private static final int MUCH = 100_000;

    private Books() {}

    /** Every hub gets the sources, since one that was just started may not have heard of them from another. */
    public static void sources(World world) {
        for (HubNode hub : world.hubs()) {
            for (String source : Scenario.SOURCES) {
                hub.api()
                        .put(
                                "/sources/" + source,
                                Map.of(
                                        "kind",
                                        "webhook",
                                        "verify",
                                        "none",
                                        "limits",
                                        Map.of("rate", MUCH, "burst", MUCH)));
            }
        }
    }

    /** Activates the next version of the rules at any of the hubs; again at another one until one says that it is done. */
    public static void activate(World world) {
        int label = world.edition().incrementAndGet();
        Until.holds("an activation of version " + label, PATIENCE, () -> activated(world, label));
    }

    private static boolean activated(World world, int label) {
        Api api = world.anyHub().api().within(ANSWER);
        String url = "http://127.0.0.1:" + world.sink().port();
        try {
            api.put(
                    "/packs/" + Pack.NAME + "/draft",
                    Map.of("drl", Pack.rules(label), "definitions", Pack.definitions(url)));
            var unusedVersion = api.post("/packs/" + Pack.NAME + "/activate", Map.of("note", "label " + label));
            return true;
        } catch (CannotRun e) {
            if (String.valueOf(e.getMessage()).contains("was answered 422")) {
                throw new AssertionError(e.getMessage(), e);
            }
            return false;
        }
    }
}
