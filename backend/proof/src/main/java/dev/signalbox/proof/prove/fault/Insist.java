package dev.signalbox.proof.prove.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.prove.world.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Asks a hub again that is not yet over what the fault before has done to it. */
final class Insist {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Insist() {}

    /** Done once; fails at once with an answer that will not become another. */
    static void that(String what, Runnable request) {
        List<CannotRun> refused = new ArrayList<>();
        Until.holds(what, PATIENCE, () -> {
            try {
                request.run();
                return true;
            } catch (CannotRun e) {
                if (!passes(e)) {
                    refused.add(e);
                }
                return !passes(e);
            }
        });
        if (!refused.isEmpty()) {
            throw refused.get(0);
        }
    }

    /** The same for a question. */
    static JsonNode on(String what, Supplier<JsonNode> question) {
        List<JsonNode> answers = new ArrayList<>();
        that(what, () -> answers.add(question.get()));
        return answers.get(0);
    }

    private static boolean passes(CannotRun e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("was answered 503") || message.contains("does not answer");
    }
}
