package dev.signalbox.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.rulebook.Case.Delivery;
import dev.signalbox.rulebook.Case.Expected;
import dev.signalbox.rulebook.Case.Given;
import dev.signalbox.rulebook.Case.Start;
import dev.signalbox.words.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a case from YAML; a word that it does not know is an error with the nearest one. */
final class CaseReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String file;
    private final String yaml;
    private final YamlPlaces places;

    CaseReader(String file, String yaml) {
        this.file = file;
        this.yaml = yaml;
        this.places = YamlPlaces.of(yaml);
    }

    /**
     * An event as it stands in a case, by itself.
     *
     * @throws CaseFault with the reason
     */
    static Given event(JsonNode node, int index) {
        return new CaseReader("", "{}").given(node, index);
    }

    /** @throws CaseFault with place and reason */
    Case read() {
        JsonNode root = tree();
        only("", root, "the case", Set.of("name", "rules", "given", "advance", "expect"));
        JsonNode expect = root.path("expect");
        if (root.path("given").isEmpty() || expect.isEmpty()) {
            throw wrong("", "a case needs given: (a list of events) and expect:");
        }
        List<Given> given = new ArrayList<>();
        root.path("given").forEach(each -> given.add(given(each, given.size())));
        return new Case(
                file,
                root.path("name").asText(file),
                texts(root.path("rules")),
                given,
                duration("/advance", root.path("advance")),
                expected(expect),
                places.at("/expect").line());
    }

    private JsonNode tree() {
        try {
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return JSON.valueToTree(loaded);
        } catch (YAMLException e) {
            throw new CaseFault(YamlPlaces.of(e), YamlPlaces.said(e));
        }
    }

    private Given given(JsonNode node, int index) {
        String at = "/given/" + index;
        only(
                at,
                node,
                "an event",
                Set.of(
                        "source",
                        "type",
                        "id",
                        "subject",
                        "key",
                        "after",
                        "time",
                        "data",
                        "payload",
                        "example",
                        "delivery"));
        JsonNode delivery = node.path("delivery");
        if (delivery.isMissingNode() && !node.hasNonNull("type")) {
            throw wrong(at, "event " + (index + 1) + " of given: needs a type:, or a delivery:");
        }
        return new Given(
                node.path("source").asText("test"),
                node.path("type").asText(),
                node.path("id").asText("given-" + (index + 1)),
                text(node, "subject"),
                text(node, "key"),
                index == 0 && !node.has("after") ? Duration.ZERO : after(at, node),
                time(at, node),
                node.get("data"),
                text(node, "payload"),
                text(node, "example"),
                delivery.isMissingNode() ? null : delivery(at + "/delivery", delivery));
    }

    /** Events without a time follow each other by a second. */
    private Duration after(String at, JsonNode node) {
        return node.has("after") ? duration(at + "/after", node.path("after")) : Duration.ofSeconds(1);
    }

    private @Nullable String time(String at, JsonNode node) {
        String time = text(node, "time");
        try {
            return time == null ? null : Instant.parse(time).toString();
        } catch (DateTimeException e) {
            throw wrong(at + "/time", "\"" + time + "\" is no time: write \"2026-01-01T00:03:00Z\", in quotes");
        }
    }

    private Delivery delivery(String at, JsonNode node) {
        only(at, node, "a delivery", Set.of("source", "headers", "payload", "example"));
        Map<String, String> headers = new LinkedHashMap<>();
        node.path("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        return new Delivery(node.path("source").asText(), headers, text(node, "payload"), text(node, "example"));
    }

    private Expected expected(JsonNode node) {
        only("/expect", node, "expect", Set.of("starts", "alerts", "matched", "notMatched", "quarantined", "nothing"));
        return new Expected(
                node.has("starts") ? starts(node.path("starts")) : null,
                node.has("alerts") ? texts(node.path("alerts")) : null,
                texts(node.path("matched")),
                texts(node.path("notMatched")),
                texts(node.path("quarantined")),
                node.path("nothing").asBoolean(false));
    }

    private List<Start> starts(JsonNode nodes) {
        List<Start> starts = new ArrayList<>();
        nodes.forEach(node -> {
            only("/expect/starts/" + starts.size(), node, "a start", Set.of("definition", "key", "with"));
            Map<String, JsonNode> with = new LinkedHashMap<>();
            node.path("with").properties().forEach(each -> with.put(each.getKey(), each.getValue()));
            starts.add(new Start(node.path("definition").asText(), text(node, "key"), with));
        });
        return starts;
    }

    private Duration duration(String at, JsonNode node) {
        if (node.isMissingNode()) {
            return Duration.ZERO;
        }
        Duration parsed = Durations.parse(node.asText());
        if (parsed.isZero() && !node.asText().strip().startsWith("0")) {
            throw wrong(at, "\"" + node.asText() + "\" is no duration: write 90s, 10m or 1h30m");
        }
        return parsed;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.path(name).asText() : null;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        (node.isTextual() ? MissingNode.getInstance() : node).forEach(each -> texts.add(each.asText()));
        return node.isTextual() ? List.of(node.asText()) : texts;
    }

    private void only(String at, JsonNode node, String what, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String meant = Nearest.to(name, known)
                        .map(near -> " - did you mean " + near + "?")
                        .orElse("; it knows " + String.join(", ", new TreeSet<>(known)));
                throw wrong(at + '/' + name, what + " has no \"" + name + "\"" + meant);
            }
        });
    }

    private CaseFault wrong(String pointer, String why) {
        return new CaseFault(places.at(pointer), why);
    }
}
