package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** How large and deep a value is, without writing it out. */
final class Weight {

    /** What a variable of an instance may have. */
    static final int MAX_CHARACTERS = 256 * 1024;

    /** Less than what JSON readers accept, so that what was stored can be read again. */
    static final int MAX_DEPTH = 48;

    private final int limit;
    private int sum;

    private Weight(int limit) {
        this.limit = limit;
    }

    /**
     * The value itself.
     *
     * @param what it is, for the message
     * @throws Faulted of type data-too-large
     */
    static JsonNode checked(String what, JsonNode value) {
        if (of(value, MAX_CHARACTERS) > MAX_CHARACTERS) {
            throw new Faulted(Fault.of(
                    "data-too-large",
                    413,
                    "data too large",
                    what + " has more than " + MAX_CHARACTERS + " characters or " + MAX_DEPTH
                            + " levels; keep only what is needed, with output.as"));
        }
        return value;
    }

    /** About the characters of its JSON; more than the limit when it is larger, or deeper than it may be. */
    static int of(JsonNode value, int limit) {
        Weight weight = new Weight(limit);
        weight.add(value, 0);
        return weight.sum;
    }

    private void add(JsonNode value, int depth) {
        if (depth > MAX_DEPTH) {
            sum = limit + 1;
            return;
        }
        sum += value.isContainerNode() ? 2 : value.asText().length() + 2;
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            sum += field.getKey().length() + 3;
            if (sum > limit) {
                return;
            }
            add(field.getValue(), depth + 1);
        }
        for (int i = 0; value.isArray() && i < value.size() && sum <= limit; i++) {
            sum++;
            add(value.get(i), depth + 1);
        }
    }
}
