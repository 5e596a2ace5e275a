package dev.signalbox.snippet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.snippet.Recipe.Header;
import dev.signalbox.snippet.Recipe.Made;
import java.util.LinkedHashMap;
import java.util.Map;

/** The event that the snippets send, without a signature: for the hub to send to itself. */
public record Hello(String body, Map<String, String> headers) {

    /**
     * @param source as the API shows it
     * @param id of the event
     */
    public static Hello of(JsonNode source, String id) {
        if (!source.path("kind").asText().equals("webhook")) {
            return new Hello(Body.of(source, false).toString().replace(Recipe.ID, id), Map.of());
        }
        Recipe recipe = Recipe.of(source, "");
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : recipe.headers()) {
            if (header.made() == Made.TEXT || header.made() == Made.ID) {
                headers.put(header.name(), header.text() + (header.made() == Made.ID ? id : ""));
            }
        }
        return new Hello(recipe.body().replace(Recipe.ID, id), headers);
    }
}
