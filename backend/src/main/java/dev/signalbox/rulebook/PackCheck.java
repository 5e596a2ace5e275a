package dev.signalbox.rulebook;

import dev.signalbox.flow.match.PackRules;
import dev.signalbox.flow.match.Rules;
import dev.signalbox.rulebook.Diagnostic.Spot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Everything that is asked of a pack before it may decide. Compiled packs are remembered by their text. */
public final class PackCheck {

    private static final int REMEMBERED = 64;
    private static final Spot TOP = new Spot(1, 1, 1);

    private final Checker checker = new Checker();
    private final Map<String, Checker.Checked> known = new ConcurrentHashMap<>();
    private final Setup setup;

    /**
     * What a check needs from outside.
     *
     * @param definition diagnostics of a process, by its name and YAML
     * @param sources diagnostics of the sources of a pack, by its name and YAML
     * @param retention how long the journal keeps events at least
     */
    public record Setup(
            BiFunction<String, String, List<Diagnostic>> definition,
            BiFunction<String, String, List<Diagnostic>> sources,
            Cases cases,
            Duration retention) {}

    public PackCheck(Setup setup) {
        this.setup = setup;
    }

    /** Diagnostics of a pack's rules alone, as an editor asks for them. */
    public List<Diagnostic> rules(String pack, String drl) {
        return compile(pack, drl).diagnostics();
    }

    /** All diagnostics of a pack that is to stand beside others; it may be activated when none is an error. */
    public List<Diagnostic> check(Pack pack, Collection<Pack> others) {
        Checker.Checked checked = compile(pack.name(), pack.drl());
        List<Diagnostic> found = new ArrayList<>(checked.diagnostics());
        found.addAll(Starts.check(pack.drl(), definitions(pack, others)));
        pack.definitions()
                .forEach((name, yaml) -> found.addAll(setup.definition().apply(name, yaml)));
        if (pack.sources() != null) {
            found.addAll(setup.sources().apply(pack.name(), pack.sources()));
        }
        others.stream().filter(other -> !other.name().equals(pack.name())).forEach(other -> shared(pack, other, found));
        if (checked.compiled() != null) {
            behaviour(pack, rules(0, List.of(pack)), found);
        }
        return found;
    }

    private static Set<String> definitions(Pack pack, Collection<Pack> others) {
        Set<String> names = new TreeSet<>(pack.definitions().keySet());
        others.stream()
                .filter(other -> !other.name().equals(pack.name()))
                .forEach(other -> names.addAll(other.definitions().keySet()));
        return names;
    }

    private static void shared(Pack pack, Pack other, List<Diagnostic> found) {
        pack.definitions().keySet().stream()
                .filter(other.definitions()::containsKey)
                .forEach(name -> found.add(Diagnostic.error(
                        TOP,
                        "definition-taken",
                        "the definition " + name + " is already in pack " + other.name(),
                        "definition names are global: give it another name")));
    }

    private void behaviour(Pack pack, Rules rules, List<Diagnostic> found) {
        if (rules.window().compareTo(setup.retention()) > 0) {
            found.add(Diagnostic.error(
                    TOP,
                    "window-too-long",
                    "a rule remembers events for " + rules.window() + ", the journal keeps them for "
                            + setup.retention(),
                    "shorten the window, or raise the retention"));
        }
        for (CaseResult result : setup.cases().run(rules, pack.cases())) {
            if (result.skipped() != null) {
                found.add(Diagnostic.warning(
                        TOP, "case-not-tried", result.file() + " was not tried: " + result.skipped(), null));
            }
            result.differences()
                    .forEach(difference -> found.add(Diagnostic.error(
                            TOP, "case", result.file() + " \"" + result.name() + "\": " + difference, null)));
        }
    }

    /** @throws IllegalStateException when a pack does not compile */
    Rules rules(int version, Collection<Pack> packs) {
        List<PackRules> loaded = new ArrayList<>();
        for (Pack pack : packs) {
            Checker.Checked checked = compile(pack.name(), pack.drl());
            if (checked.compiled() == null) {
                throw new IllegalStateException(
                        "pack " + pack.name() + " does not compile any more: " + checked.diagnostics());
            }
            loaded.add(Loaded.of(checked.compiled()).rules());
        }
        return Rules.of(version, loaded);
    }

    private Checker.Checked compile(String pack, String drl) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(Sha.of(pack + '\n' + drl), sha -> checker.compile(pack, drl));
    }
}
