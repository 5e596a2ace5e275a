package dev.signalbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.event.Event;
import dev.signalbox.flow.journal.Entry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Explains by what is in the journal, and shows of the values that were read what their sources do not hide: those of the
 * event, and those of all events that its explanation may have read.
 */
final class RedactedExplanations implements Explanations {

    /** Fields that hold a sentence with values in it. */
    private static final Set<String> SENTENCES = Set.of("because", "note", "reason", "why");

    private final Explanations explanations;
    private final Redaction redaction;

    RedactedExplanations(Explanations explanations, Redaction redaction) {
        this.explanations = explanations;
        this.redaction = redaction;
    }

    @Override
    public Future<ObjectNode> explain(Asked asked) {
        return redaction
                .rules()
                .compose(rules -> rules.isEmpty()
                        ? explanations.explain(asked)
                        : raw(rules, asked.entry()).compose(raw -> explain(asked, raw, rules)));
    }

    private Future<Entry> raw(Map<String, List<String>> rules, Entry entry) {
        return Redaction.mask(rules, entry) == null
                ? Future.succeededFuture(entry)
                : redaction.raw(entry.offer().envelope().id()).map(found -> found.orElse(entry));
    }

    private Future<ObjectNode> explain(Asked asked, Entry raw, Map<String, List<String>> rules) {
        Mask.Gathering hidden = new Mask.Gathering();
        gather(raw.event(), rules, hidden);
        return explanations
                .explain(asked.with(raw, event -> gather(event, rules, hidden)))
                .map(explained -> {
                    hide(explained, hidden.mask());
                    return explained;
                });
    }

    private static void gather(Event event, Map<String, List<String>> rules, Mask.Gathering hidden) {
        List<String> pointers = rules.get(event.getSource());
        if (pointers != null) {
            hidden.add(pointers, event.envelope().data().json());
        }
    }

    private static void hide(JsonNode node, Mask mask) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (value.isTextual() && field.getKey().equals("value")) {
                    object.put("value", value(value.textValue(), mask));
                } else if (value.isTextual() && SENTENCES.contains(field.getKey())) {
                    object.put(field.getKey(), mask.text(value.textValue()));
                } else {
                    hide(value, mask);
                }
            });
        } else {
            node.forEach(each -> hide(each, mask));
        }
    }

    private static String value(String json, Mask mask) {
        try {
            return Answers.JSON.writeValueAsString(mask.tree(Answers.JSON.readTree(json)));
        } catch (JsonProcessingException e) {
            return mask.text(json);
        }
    }
}
