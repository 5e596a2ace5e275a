package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.match.Decision;
import dev.signalbox.flow.match.Intention;
import java.util.List;
import java.util.Locale;

/** What the rules wanted, in the words of the API. */
final class DecisionJson {

    private static final double NANOS_PER_MILLI = 1e6;

    private DecisionJson() {}

    /** That of the event itself; those of clock seconds before it are in the trace. */
    static JsonNode decision(List<Events.Decided> decisions) {
        return decisions.isEmpty() ? NullNode.getInstance() : one(decisions.get(decisions.size() - 1));
    }

    private static ObjectNode one(Events.Decided decided) {
        Decision decision = decided.decision();
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("rulebook", decision.rulebook());
        json.put("at", decided.at());
        json.put("second", decision.second());
        StoryJson.texts(json.putArray("matched"), decision.matched());
        json.putArray("intentions")
                .addAll(decision.intentions().stream()
                        .map(DecisionJson::intention)
                        .toList());
        StoryJson.texts(json.putArray("warnings"), decision.warnings());
        json.put("took", decision.nanos() / NANOS_PER_MILLI);
        return json;
    }

    private static ObjectNode intention(Intention intention) {
        ObjectNode json = Answers.JSON.valueToTree(intention);
        return json.put("kind", intention.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }
}
