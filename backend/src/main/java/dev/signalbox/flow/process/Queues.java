package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compiles {@code x-signalbox: queue}. */
final class Queues {

    private static final String SINK = "[A-Za-z0-9](?:[A-Za-z0-9_-]|\\.(?!\\.)){0,62}";

    /** What the hub says itself, with the reason. */
    private static final Map<String, String> RESERVED = Map.of(
            "idempotency-key", "a receiver knows a repeat by it",
            "traceparent", "it belongs to the trace of the event",
            "signalbox-depth", "a loop is found by it",
            "content-type", "the body is JSON");

    private static final Set<String> ATTRIBUTES = Set.of("ce_", "ce-", "cloudevents:");

    private final Source source;
    private final Problems problems;
    private final Texts texts;

    Queues(Source source, Problems problems, Texts texts) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
    }

    QueueMessage compile(String pointer, Set<String> known) {
        String at = pointer + "/x-signalbox/queue";
        headers(at + "/headers");
        written(at + "/to");
        written(at + "/type");
        return new QueueMessage(
                sink(at + "/sink"),
                texts.value(at + "/to", known),
                texts.value(at + "/key", known),
                texts.value(at + "/headers", known),
                texts.value(at + "/body", known),
                texts.value(at + "/type", known));
    }

    private String sink(String at) {
        String sink = source.at(at).asText();
        if (Texts.isExpression(sink)) {
            problems.error(
                    source.value(at),
                    "sink",
                    "the sink may not come from data: a sender could choose where messages go",
                    "write the name out; a `switch` before the task can choose between two");
        } else if (!sink.matches(SINK)) {
            problems.error(
                    source.value(at),
                    "sink",
                    "\"" + sink + "\" cannot be the name of a sink",
                    "1 to 63 letters, digits, '.', '_' or '-', as in the list of sinks");
        }
        return sink;
    }

    private void written(String at) {
        JsonNode text = source.at(at);
        if (text.isTextual() && text.textValue().isBlank()) {
            String name = at.substring(at.lastIndexOf('/') + 1);
            problems.error(source.value(at), "wrong-value", "`" + name + "` is empty", "leave it out, or say it");
        }
    }

    private void headers(String at) {
        source.at(at).fieldNames().forEachRemaining(name -> {
            String low = name.toLowerCase(Locale.ROOT);
            String why = ATTRIBUTES.stream().anyMatch(low::startsWith)
                    ? "the attributes of a CloudEvent come with `type`"
                    : RESERVED.get(low);
            if (why != null) {
                problems.error(
                        source.key(Source.under(at, name)),
                        "header",
                        "the header " + name + " is the hub's own: " + why,
                        "leave it out, or take another name");
            } else if (!Head.NAME.matcher(name).matches()) {
                problems.error(
                        source.key(Source.under(at, name)),
                        "header",
                        "\"" + name + "\" cannot be the name of a header",
                        "letters, digits, '-', '_' and '.'");
            }
        });
    }
}
