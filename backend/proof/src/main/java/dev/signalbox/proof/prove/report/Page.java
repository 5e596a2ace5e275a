package dev.signalbox.proof.prove.report;

import com.fasterxml.jackson.databind.JsonNode;

/** A report as a page. */
final class Page {

    private Page() {}

    static String of(JsonNode json) {
        return "<!doctype html><title>" + json.path("verdict").asText() + "</title>";
    }
}
