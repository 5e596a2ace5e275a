package dev.signalbox.proof.prove.check;

import com.fasterxml.jackson.databind.JsonNode;

/** A dead letter as the hubs tell of it. */
public record DeadLetter(String instance, String definition, String event, String cause) {

    private static final String NO_ANSWER = "The target cannot be reached";

    /** Whether the last call found nobody, so that the sink knows nothing of it, or its answer did not come. */
    boolean unheard() {
        return cause.startsWith(NO_ANSWER);
    }

    static DeadLetter of(JsonNode json) {
        return new DeadLetter(
                json.path("instance").asText(),
                json.path("definition").asText(),
                json.path("event").asText(),
                json.path("cause").asText());
    }
}
