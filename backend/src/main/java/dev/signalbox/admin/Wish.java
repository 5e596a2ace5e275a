package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.process.Aims;
import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Hand;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done to one instance.
 *
 * @param path of the task that is meant; null for the only one
 * @param type of an event; null for the only one that is awaited
 * @param value the output of what is skipped, the data of the event, whether a question is answered with yes, or
 *     whether what was done is undone
 */
public record Wish(
        Does does,
        Hand.Who who,
        @Nullable String path,
        @Nullable String type,
        JsonNode value) {

    private static final int LONGEST = 200;

    /** As the API calls it. */
    public enum Does {
        CANCEL,
        RETRY,
        SKIP,
        EVENT,
        DECIDE
    }

    static Wish read(Does does, ObjectNode body) {
        String by = body.has("by") ? told(body, "by") : "somebody";
        JsonNode value = JsonNodeFactory.instance.objectNode();
        if (does == Does.SKIP) {
            value = body.path("output");
            if (value.isMissingNode()) {
                throw Problem.wrong("output is missing", "send what the task is to give, as JSON; null is a value too");
            }
        } else if (does == Does.CANCEL && body.has("compensate")) {
            value = bool(body, "compensate");
        } else if (does == Does.EVENT && body.has("data")) {
            value = body.path("data");
        } else if (does == Does.DECIDE) {
            value = bool(body, "approved");
        }
        boolean silent = value.asBoolean() && does == Does.DECIDE && !body.hasNonNull("reason");
        return new Wish(
                does,
                new Hand.Who(by, silent ? "" : told(body, "reason")),
                text(body, "path"),
                text(body, "type"),
                value);
    }

    private static String told(ObjectNode body, String field) {
        JsonNode node = body.path(field);
        String text = node.isTextual() ? node.textValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST) {
            throw Problem.wrong(
                    field + " is " + came(node),
                    "send a text of 1 to " + LONGEST + " characters: it stands in the timeline");
        }
        return text;
    }

    private static JsonNode bool(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isBoolean()) {
            throw Problem.wrong(field + " is " + came(value), "send true or false");
        }
        return value;
    }

    private static String came(JsonNode value) {
        return value.isMissingNode() ? "missing" : Problem.cut(value.toString());
    }

    private static @Nullable String text(ObjectNode body, String field) {
        JsonNode node = body.path(field);
        if (!node.isMissingNode() && !node.isNull() && !node.isTextual()) {
            throw Problem.wrong(field + " is " + Problem.cut(node.toString()), "send a text, or leave it out");
        }
        return node.textValue();
    }

    /** Where in the instance it is done. */
    Aims.Found aim(Instances.Run run, Definition definition) {
        Aims aims = new Aims(definition, run.instance(), path, who);
        return switch (does) {
            case CANCEL -> aims.cancel(value.asBoolean());
            case RETRY -> aims.hurry();
            case SKIP -> aims.skip(value, run.timeline());
            case EVENT -> aims.tell(type, value);
            case DECIDE -> aims.decide(value.asBoolean());
        };
    }
}
