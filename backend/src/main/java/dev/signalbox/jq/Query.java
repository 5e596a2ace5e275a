package dev.signalbox.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import net.thisptr.jackson.jq.JsonQuery;

/**
 * A compiled jq expression. Immutable: all instances of a definition share it.
 *
 * @param variables that it names
 */
public record Query(String text, JsonQuery compiled, Set<String> variables) {

    /**
     * Whether what an expression gives for a value is a yes: true, or the value itself.
     *
     * @param given by the expression
     * @param value that it was given
     */
    public static boolean isYes(JsonNode given, JsonNode value) {
        boolean condition = given.isBoolean() && !value.isBoolean();
        return condition ? given.booleanValue() : given.equals(value);
    }
}
