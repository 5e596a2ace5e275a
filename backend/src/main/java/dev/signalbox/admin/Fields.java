package dev.signalbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a body, each read with a complaint in words when it is not what it should be. */
record Fields(ObjectNode body) {

    /** The body, which may have no other fields than these. */
    static Fields of(ObjectNode body, Set<String> known) {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.wrong(
                        "there is no field \"" + Problem.cut(name) + '"',
                        "the fields are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        });
        return new Fields(body);
    }

    @Nullable
    String text(String field) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw Problem.wrong(field + " is " + Problem.cut(node.toString()), "send a text, or leave it out for all");
        }
        return node.textValue();
    }

    boolean flag(String field) {
        JsonNode node = body.path(field);
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw Problem.wrong(field + " is " + Problem.cut(node.toString()), "send true or false");
        }
        return node.asBoolean();
    }

    @Nullable
    String oneOf(String field, Set<String> values) {
        String value = text(field);
        if (value != null && !values.contains(value)) {
            throw Problem.wrong(
                    field + " is \"" + Problem.cut(value) + '"',
                    "use one of " + String.join(", ", values.stream().sorted().toList()));
        }
        return value;
    }

    long whole(String field, long otherwise, long least, long most) {
        JsonNode node = body.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        long value = node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : least - 1;
        if (value < least || value > most) {
            throw Problem.wrong(
                    field + " is " + Problem.cut(node.toString()),
                    "send a whole number from " + least + (most == Long.MAX_VALUE ? " on" : " to " + most));
        }
        return value;
    }
}
