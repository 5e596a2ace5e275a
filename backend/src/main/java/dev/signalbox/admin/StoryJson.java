package dev.signalbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.signalbox.admin.Events.Seen;
import dev.signalbox.admin.Events.Story;
import dev.signalbox.admin.Instances.Run;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.process.Instance;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An event and its story in the words of the API. */
final class StoryJson {

    private static final int MOST_BYTES = 1024 * 1024;

    private StoryJson() {}

    static ObjectNode event(Seen seen) {
        Envelope envelope = seen.entry().offer().envelope();
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("id", envelope.id().id());
        json.put("source", envelope.id().source());
        json.put("ceSource", envelope.id().ceSource());
        json.put("type", envelope.type());
        json.put("subject", envelope.subject());
        json.put("time", envelope.time());
        json.put("at", seen.entry().at());
        json.put("partition", seen.entry().partition());
        json.put("position", seen.entry().position());
        json.put("state", seen.state());
        json.put("outcome", seen.outcome());
        json.put("duplicates", seen.duplicates());
        Offer.Replayed first = seen.entry().offer().replayed();
        if (first != null) {
            json.putObject("replayOf")
                    .put("replay", first.job())
                    .put("partition", first.partition())
                    .put("position", first.position());
        }
        texts(json.putArray("rules"), seen.rules());
        texts(json.putArray("instances"), seen.instances());
        return json;
    }

    /** @param heard who has heard it while they listened */
    static ObjectNode story(Story story, List<Run> runs, List<Instance> heard) {
        Offer offer = story.seen().entry().offer();
        ObjectNode json = event(story.seen());
        json.put("key", offer.key());
        json.put("traceParent", offer.traceParent());
        json.set("trace", TraceJson.trace(story, runs));
        json.set("decision", DecisionJson.decision(story.decisions()));
        json.put("contentType", offer.envelope().contentType());
        json.put("size", offer.envelope().data().size());
        data(json, offer.envelope().data());
        json.put("quarantine", story.quarantine());
        ArrayNode heardBy = json.putArray("heardBy");
        heard.forEach(instance -> heardBy.addObject()
                .put("instance", instance.id())
                .put("definition", instance.definition())
                .put("key", instance.key())
                .put("state", instance.state().word()));
        return json;
    }

    /** The text goes through untouched: a number that no browser can hold stays what it was. */
    private static void data(ObjectNode json, Payload data) {
        Optional<String> text = data.size() > MOST_BYTES ? Optional.empty() : text(data.bytes());
        String tree = text.filter(any -> !data.json().isMissingNode()).orElse("null");
        json.putRawValue("data", new RawValue(tree));
        json.put("dataText", text.orElse(null));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
