package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What proves who a call comes from. Never kept, and told by nothing but its scheme.
 *
 * @param scheme basic, bearer or oauth2
 * @param properties as the language names them
 * @param from where they come from, in words
 */
public record Credential(String scheme, JsonNode properties, String from) {

    /**
     * A property that has to be there.
     *
     * @param pointer such as {@code /client/id}
     * @throws Incomplete when it is not there, or is no text
     */
    public String need(String pointer) {
        JsonNode value = properties.at(pointer);
        if (!value.isValueNode() || value.isNull() || value.asText().isEmpty()) {
            throw new Incomplete(from + " has no " + pointer.substring(1).replace('/', '.') + ", which " + scheme
                    + " authentication needs");
        }
        return value.asText();
    }

    /** @return empty where there is none */
    public String get(String pointer, String otherwise) {
        return properties.at(pointer).asText(otherwise);
    }

    /** A list of texts, empty where there is none. */
    public List<String> all(String pointer) {
        List<String> texts = new ArrayList<>();
        properties.at(pointer).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Override
    public String toString() {
        return scheme + " authentication";
    }

    /** Something is missing that the scheme needs. Quotes no value. */
    public static final class Incomplete extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Incomplete(String message) {
            super(message, null, false, false);
        }
    }
}
