package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.jq.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles {@code listen}. */
final class Listens {

    private static final List<String> STRATEGIES = List.of("one", "any", "all");

    private final Source source;
    private final Problems problems;
    private final Texts texts;

    Listens(Source source, Problems problems, Texts texts) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
    }

    Listen compile(String pointer, Set<String> known) {
        String to = pointer + "/listen/to";
        boolean forever = source.at(to).has("until");
        if (forever && !source.at(to).has("any")) {
            problems.error(source.key(to + "/until"), "misplaced", "`until` belongs to `any`", null);
        }
        JsonNode until = source.at(to + "/until");
        boolean events = until.isObject();
        return new Listen(
                forever ? Listen.Until.FOREVER : source.at(to).has("all") ? Listen.Until.EACH : Listen.Until.FIRST,
                strategy(to, known),
                events ? stops(to + "/until", known) : List.of(),
                events ? null : texts.condition(to + "/until", known),
                source.at(pointer + "/listen/read").asText("data").equals("envelope"),
                source.at(pointer + "/x-signalbox/consume").asText("one").equals("all"));
    }

    private List<EventFilter> stops(String pointer, Set<String> known) {
        for (String name : List.of("all", "until")) {
            if (source.at(pointer).has(name)) {
                problems.error(
                        source.key(pointer + '/' + name),
                        "unsupported",
                        "`until." + name + "` is not supported",
                        "use `until.one` or `until.any`");
            }
        }
        return strategy(pointer, known);
    }

    private List<EventFilter> strategy(String pointer, Set<String> known) {
        List<String> found = STRATEGIES.stream().filter(source.at(pointer)::has).toList();
        if (found.size() != 1) {
            problems.error(
                    source.key(pointer),
                    "listen",
                    found.isEmpty()
                            ? "it does not say which events to wait for"
                            : "it says " + String.join(" and ", found),
                    "one of one, any, all");
            return List.of();
        }
        String at = pointer + '/' + found.get(0);
        if (found.get(0).equals("one")) {
            return List.of(filter(at, known, true));
        }
        if (source.at(at).isEmpty()) {
            problems.error(
                    source.value(at), "unsupported", "listening for all events is not supported", "name their types");
        }
        List<EventFilter> filters = new ArrayList<>();
        for (int i = 0; i < source.at(at).size(); i++) {
            filters.add(filter(Source.under(at, i), known, false));
        }
        return List.copyOf(filters);
    }

    /** @param alone whether no other event could be compared with the first one */
    private EventFilter filter(String pointer, Set<String> known, boolean alone) {
        String with = pointer + "/with";
        String type = texts.eventType(with, "listen");
        Map<String, EventFilter.Condition> conditions = new LinkedHashMap<>();
        source.at(with).properties().stream()
                .filter(attribute -> !attribute.getKey().equals("type"))
                .forEach(attribute ->
                        conditions.put(attribute.getKey(), condition(Source.under(with, attribute.getKey()))));
        return new EventFilter(type, conditions, correlations(pointer + "/correlate", known, alone));
    }

    private EventFilter.Condition condition(String pointer) {
        JsonNode value = source.at(pointer);
        if (value.isTextual() && Texts.isExpression(value.textValue())) {
            return new EventFilter.Condition.Holds(required(pointer));
        }
        return new EventFilter.Condition.Equal(value);
    }

    private List<EventFilter.Correlation> correlations(String pointer, Set<String> known, boolean alone) {
        List<EventFilter.Correlation> correlations = new ArrayList<>();
        List<EventFilter.Correlation> open = new ArrayList<>();
        source.at(pointer).fieldNames().forEachRemaining(name -> {
            String at = Source.under(pointer, name);
            Template expect = expected(at, known);
            var correlation = new EventFilter.Correlation(required(at + "/from"), text(at + "/from"), expect);
            (expect == null ? open : correlations).add(correlation);
            if (expect == null && !alone) {
                problems.error(
                        source.key(at),
                        "unsupported",
                        "`correlate` without `expect` is not supported beside other events",
                        "say what \"" + name + "\" must be: expect: ${ .order }");
            }
        });
        correlations.addAll(open);
        return List.copyOf(correlations);
    }

    private @Nullable Template expected(String at, Set<String> known) {
        return texts.value(at + "/expect", known);
    }

    private Query required(String pointer) {
        return Objects.requireNonNull(texts.condition(pointer, Set.of()), "checked by the schema");
    }

    private String text(String pointer) {
        String text = source.at(pointer).asText().strip();
        return Texts.isExpression(text) ? Texts.inside(text) : text;
    }
}
