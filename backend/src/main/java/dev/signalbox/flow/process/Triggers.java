package dev.signalbox.flow.process;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.flow.process.Schedule.Trigger;
import dev.signalbox.jq.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles {@code schedule.on}: events of which each one starts the process. */
final class Triggers {

    private final Source source;
    private final Problems problems;
    private final Texts texts;

    Triggers(Source source, Problems problems, Texts texts) {
        this.source = source;
        this.problems = problems;
        this.texts = texts;
    }

    /** Those that stand at a pointer, if any do. */
    List<Trigger> compile(String pointer) {
        JsonNode on = source.at(pointer);
        if (on.isMissingNode()) {
            return List.of();
        }
        for (String name : List.of("all", "until")) {
            if (on.has(name)) {
                error(
                        source.key(pointer + '/' + name),
                        "unsupported",
                        "`schedule.on." + name + "` is not supported",
                        "start it by one event, and `listen` to the others");
                return List.of();
            }
        }
        if (on.has("one") == on.has("any")) {
            String said = on.has("one") ? "it says one and any" : "it does not say which events start it";
            error(source.key(pointer), "schedule", said, "one of one, any");
            return List.of();
        }
        return on.has("one") ? List.of(trigger(pointer + "/one")) : any(pointer + "/any");
    }

    private List<Trigger> any(String pointer) {
        int count = source.at(pointer).size();
        if (count == 0) {
            error(
                    source.value(pointer),
                    "unsupported",
                    "to be started by all events is not supported",
                    "name their types");
        }
        List<Trigger> triggers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            triggers.add(trigger(Source.under(pointer, i)));
        }
        return List.copyOf(triggers);
    }

    private Trigger trigger(String pointer) {
        if (source.at(pointer).has("correlate")) {
            error(
                    source.key(pointer + "/correlate"),
                    "unsupported",
                    "`correlate` has nothing to compare the event with: it is the first",
                    "say in `with` what the event must be");
        }
        Map<String, JsonNode> with = new LinkedHashMap<>();
        source.at(pointer + "/with").properties().forEach(each -> with.put(each.getKey(), each.getValue()));
        with.remove("type");
        with.forEach((name, value) -> {
            if (Trigger.expression(value) != null) {
                Query unused = texts.condition(Source.under(pointer + "/with", name), Set.of());
            }
        });
        return new Trigger(texts.eventType(pointer + "/with", "schedule"), with);
    }

    private void error(Spot spot, String code, String message, @Nullable String hint) {
        problems.error(spot, code, message, hint);
    }
}
