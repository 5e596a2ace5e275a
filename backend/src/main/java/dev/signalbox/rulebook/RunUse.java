package dev.signalbox.rulebook;

import dev.signalbox.flow.process.Definition;
import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.words.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether the processes that tasks run are there, once a pack stands beside the others. */
final class RunUse {

    private final Map<String, String> texts = new TreeMap<>();
    private final Pack pack;
    private final Collection<Pack> others;

    RunUse(Pack pack, Collection<Pack> others) {
        this.pack = pack;
        this.others = others.stream()
                .filter(other -> !other.name().equals(pack.name()))
                .toList();
        this.others.forEach(other -> texts.putAll(other.definitions()));
        texts.putAll(pack.definitions());
    }

    List<Diagnostic> check() {
        List<Diagnostic> found = new ArrayList<>();
        pack.definitions().forEach((name, yaml) -> own(name, yaml, found));
        others.forEach(other -> other.definitions().forEach((name, yaml) -> foreign(other.name(), name, yaml, found)));
        return found;
    }

    private void own(String name, String yaml, List<Diagnostic> found) {
        for (Definition.Runs runs : runs(yaml)) {
            String wrong = wrong(runs);
            if (wrong != null) {
                Spot spot = YamlPlaces.of(yaml).at(runs.pointer() + "/name");
                found.add(Diagnostic.of(name + ".process.yaml", spot, "error", "unknown-process", wrong)
                        .hinted(Nearest.to(runs.definition(), texts.keySet())
                                .filter(near -> !near.equals(runs.definition()))
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse(null)));
            }
        }
    }

    /** Without this pack as it was, a process of another one may have lost what it runs. */
    private void foreign(String other, String name, String yaml, List<Diagnostic> found) {
        for (Definition.Runs runs : runs(yaml)) {
            String wrong = wrong(runs);
            if (wrong != null) {
                found.add(Diagnostic.of(
                        "rules.drl",
                        Spot.TOP,
                        "error",
                        "unknown-process",
                        "the process " + name + " of pack " + other + " runs " + runs.definition() + ": " + wrong));
            }
        }
    }

    private static List<Definition.Runs> runs(String yaml) {
        boolean may = yaml.contains("workflow");
        return may && Definitions.parse(yaml) instanceof Parsed.Valid valid
                ? valid.definition().runs()
                : List.of();
    }

    private @Nullable String wrong(Definition.Runs runs) {
        String text = texts.get(runs.definition());
        if (text == null) {
            return "there is no process \"" + runs.definition() + '"';
        }
        if (!(Definitions.parse(text) instanceof Parsed.Valid valid)) {
            return null;
        }
        Definition wanted = valid.definition();
        if (!runs.label().equals(Definition.LATEST) && !runs.label().equals(wanted.label())) {
            return wanted.name() + " has version " + wanted.label() + ", not " + runs.label();
        }
        return runs.namespace().isEmpty() || runs.namespace().equals(wanted.namespace())
                ? null
                : wanted.name() + " is in namespace " + wanted.namespace() + ", not " + runs.namespace();
    }
}
