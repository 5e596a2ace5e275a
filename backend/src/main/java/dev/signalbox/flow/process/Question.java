package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance asks a person.
 *
 * @param aim the place that waits for the answer
 * @param deadline when nobody waits for it any more, milliseconds since the epoch; 0 for never
 * @param details what the person has to see, as JSON
 */
public record Question(Aim aim, long deadline, String title, JsonNode details) {

    private static final String ASKS = "asks";

    /** All that an instance asks. */
    public static List<Question> of(Instance instance) {
        return instance.state().ended()
                ? List.of()
                : instance.places().values().stream()
                        .filter(Question::asks)
                        .map(Question::at)
                        .toList();
    }

    /** Whether somebody is asked at a place. */
    static boolean asks(Place place) {
        return place.progress() != null && place.progress().has(ASKS);
    }

    private static Question at(Place place) {
        @Nullable JsonNode progress = place.progress();
        JsonNode asks = progress == null ? JsonNodeFactory.instance.objectNode() : progress.path(ASKS);
        return new Question(Aim.at(place), place.deadline(), asks.path("title").asText(), asks.path("details"));
    }

    static ObjectNode progress(ObjectNode question) {
        return JsonNodeFactory.instance.objectNode().set(ASKS, question);
    }
}
