package dev.signalbox.proof.prove.check;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Who owned a partition when all was over.
 *
 * @param until end of the lease, and now when that was asked, both by the clock of Redis
 */
public record Owner(int partition, String hub, long epoch, long commit, long position, long until, long now) {

    static Owner of(JsonNode json) {
        return new Owner(
                json.path("partition").asInt(),
                json.path("hub").asText(""),
                json.path("epoch").asLong(),
                json.path("commit").asLong(),
                json.path("position").asLong(),
                json.path("until").asLong(),
                json.path("now").asLong());
    }
}
