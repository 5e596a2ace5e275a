package dev.signalbox;

import dev.signalbox.flow.process.Definition;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.YamlPlaces;
import dev.signalbox.words.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is doubtful in how a definition uses sinks. Sinks change without it, so nothing here keeps it from being saved. */
final class SinkUse {

    /** Kinds that lead to one place. */
    private static final Set<String> ONE_PLACE = Set.of("http", "sqs");

    private SinkUse() {}

    /** @param sinks the kinds of those that are there, by name */
    static List<Diagnostic> check(Definition definition, String yaml, Map<String, String> sinks) {
        String file = definition.name() + ".process.yaml";
        List<Diagnostic> found = new ArrayList<>();
        YamlPlaces places = YamlPlaces.of(yaml);
        for (Definition.Use use : definition.sinks()) {
            String kind = sinks.get(use.sink());
            if (kind == null) {
                found.add(Diagnostic.of(
                                file,
                                places.at(use.pointer() + "/sink"),
                                "warning",
                                "unknown-sink",
                                "there is no sink \"" + use.sink() + "\": the task fails until there is one")
                        .hinted(hint(use.sink(), sinks)));
            } else if (ONE_PLACE.contains(kind) == use.to()) {
                found.add(Diagnostic.of(
                                file,
                                places.at(use.pointer() + (use.to() ? "/to" : "/sink")),
                                "warning",
                                "sink-place",
                                use.to()
                                        ? "the sink " + use.sink() + " has one address: the task fails with a `to`"
                                        : "the sink " + use.sink() + " of kind " + kind + " needs a `to`")
                        .hinted(
                                use.to()
                                        ? "leave out `to`"
                                        : "say the topic, queue, routing key or stream, such as `to: orders`"));
            }
        }
        return found;
    }

    private static String hint(String name, Map<String, String> sinks) {
        return Nearest.to(name, sinks.keySet())
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("make it on the page Sinks");
    }
}
