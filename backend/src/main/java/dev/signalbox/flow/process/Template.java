package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.jq.Query;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A value of a definition that may hold expressions, at any depth. */
sealed interface Template {

    /** @param values gives the value of an expression */
    JsonNode fill(Function<Query, JsonNode> values);

    /** A value without expressions. */
    record Fixed(JsonNode value) implements Template {
        @Override
        public JsonNode fill(Function<Query, JsonNode> values) {
            return value;
        }
    }

    /** A whole text that is one expression. */
    record Computed(Query query) implements Template {
        @Override
        public JsonNode fill(Function<Query, JsonNode> values) {
            return values.apply(query);
        }
    }

    record Fields(Map<String, Template> fields) implements Template {
        @Override
        public JsonNode fill(Function<Query, JsonNode> values) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, template) -> object.set(name, template.fill(values)));
            return object;
        }
    }

    record Items(List<Template> items) implements Template {
        @Override
        public JsonNode fill(Function<Query, JsonNode> values) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(template -> array.add(template.fill(values)));
            return array;
        }
    }
}
