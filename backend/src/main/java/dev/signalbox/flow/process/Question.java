package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

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
                : instance.places().values().stream().flatMap(Question::at).toList();
    }

    /** Whether somebody is asked at a place. */
    static boolean asks(Place place) {
        return place.progress() != null && place.progress().has(ASKS);
    }

    private static Stream<Question> at(Place place) {
        JsonNode asks = place.progress() == null ? null : place.progress().get(ASKS);
        return asks == null
                ? Stream.empty()
                : Stream.of(new Question(
                        Aim.at(place), place.deadline(), asks.path("title").asText(), asks.path("details")));
    }

    /** How a question stands in its place. */
    static ObjectNode progress(ObjectNode question) {
        return JsonNodeFactory.instance.objectNode().set(ASKS, question);
    }
}
