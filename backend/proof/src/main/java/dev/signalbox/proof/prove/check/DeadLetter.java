package dev.signalbox.proof.prove.check;

import com.fasterxml.jackson.databind.JsonNode;

/** A dead letter as the hubs tell of it. */
public record DeadLetter(String instance, String definition, String event) {

    static DeadLetter of(JsonNode json) {
        return new DeadLetter(
                json.path("instance").asText(),
                json.path("definition").asText(),
                json.path("event").asText());
    }
}
