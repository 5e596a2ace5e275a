package dev.signalbox.flow.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.process.Aim;
import dev.signalbox.flow.process.Hand;

/** What a person does to an instance, as it stands in the journal. */
final class HandJson {

    private HandJson() {}

    static ObjectNode write(Hand hand) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("by", hand.who().by())
                .put("reason", hand.who().why());
        if (hand instanceof Hand.Cancel cancel) {
            return json.put("does", "cancel").put("compensate", cancel.undo());
        }
        if (hand instanceof Hand.Hurry hurry) {
            return aimed(json.put("does", "retry"), hurry.aim());
        }
        if (hand instanceof Hand.Skip skip) {
            return aimed(json.put("does", "skip"), skip.aim()).set("output", skip.output());
        }
        if (hand instanceof Hand.Decide decide) {
            return aimed(json.put("does", "decide").put("approved", decide.approved()), decide.aim());
        }
        Hand.Tell tell = (Hand.Tell) hand;
        return aimed(json.put("does", "event").put("filter", tell.filter()), tell.aim())
                .set("event", tell.event());
    }

    private static ObjectNode aimed(ObjectNode json, Aim aim) {
        json.putObject("at")
                .put("path", aim.path())
                .put("iteration", aim.iteration())
                .put("attempt", aim.attempt())
                .put("since", aim.since());
        return json;
    }

    static Hand read(JsonNode json) {
        Hand.Who who =
                new Hand.Who(json.path("by").asText(), json.path("reason").asText());
        return switch (json.path("does").asText()) {
            case "cancel" -> new Hand.Cancel(who, json.path("compensate").asBoolean());
            case "retry" -> new Hand.Hurry(aim(json.path("at")), who);
            case "skip" -> new Hand.Skip(aim(json.path("at")), json.path("output"), who);
            case "event" ->
                new Hand.Tell(aim(json.path("at")), json.path("filter").asInt(), json.path("event"), who);
            case "decide" ->
                new Hand.Decide(aim(json.path("at")), json.path("approved").asBoolean(), who);
            default -> throw new IllegalArgumentException("not done by hand: " + json.path("does"));
        };
    }

    private static Aim aim(JsonNode at) {
        return new Aim(
                at.path("path").asText(),
                at.path("iteration").asInt(),
                at.path("attempt").asInt(),
                at.path("since").asLong());
    }
}
