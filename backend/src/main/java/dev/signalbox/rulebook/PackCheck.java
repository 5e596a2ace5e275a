package dev.signalbox.rulebook;

import dev.signalbox.flow.match.Limits;
import dev.signalbox.flow.match.PackRules;
import dev.signalbox.flow.match.RuleShape;
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

    private final Checker checker = new Checker();
    private final Map<String, Checker.Checked> known = new ConcurrentHashMap<>();
    private final Setup setup;
    private final Limits limits;

    /**
     * What a check needs from outside.
     *
     * @param definition diagnostics of a process, by its name and YAML
     * @param sources diagnostics of the sources of a pack, by its name and YAML
     * @param retention how long the journal keeps events at least
     * @param recorded what its events look like
     */
    public record Setup(
            BiFunction<String, String, List<Diagnostic>> definition,
            BiFunction<String, String, List<Diagnostic>> sources,
            Cases cases,
            Duration retention,
            Recorded recorded) {

        /** The same where nothing is recorded. */
        public Setup(
                BiFunction<String, String, List<Diagnostic>> definition,
                BiFunction<String, String, List<Diagnostic>> sources,
                Cases cases,
                Duration retention) {
            this(definition, sources, cases, retention, Recorded.NOTHING);
        }
    }

    public PackCheck(Setup setup) {
        this(setup, Limits.STANDARD);
    }

    /** @param limits of what the rules may use and remember */
    public PackCheck(Setup setup, Limits limits) {
        this.setup = setup;
        this.limits = limits;
    }

    /** What tries cases, for events that are written as in one. */
    public Cases trials() {
        return setup.cases();
    }

    /** Diagnostics of a pack's rules alone, as an editor asks for them. */
    public List<Diagnostic> rules(String pack, String drl) {
        return compile(pack, drl).diagnostics();
    }

    /** All diagnostics of a pack that is to stand beside others; it may be activated when none is an error. */
    public List<Diagnostic> check(Pack pack, Collection<Pack> others) {
        List<Diagnostic> found = new ArrayList<>(texts(pack, others));
        found.addAll(diagnostics(cases(pack)));
        return found;
    }

    /** Diagnostics of a pack's texts, as an editor asks for them while one types: its cases are read, and not run. */
    public List<Diagnostic> texts(Pack pack, Collection<Pack> others) {
        Scheduled scheduled = Scheduled.of(pack);
        Checker.Checked checked = look(pack.name(), scheduled.drl());
        List<Diagnostic> found = new ArrayList<>(checked.diagnostics());
        found.addAll(Starts.check(pack.drl(), definitions(pack, others)));
        Tables tables = Tables.read(pack);
        found.addAll(new TableCheck(pack, tables).check());
        found.addAll(Schemas.read(pack).diagnostics());
        found.addAll(Schemas.shared(pack, others));
        pack.definitions()
                .forEach((name, yaml) -> found.addAll(setup.definition().apply(name, yaml)));
        found.addAll(new RunUse(pack, others).check());
        if (pack.sources() != null) {
            found.addAll(setup.sources().apply(pack.name(), pack.sources()));
        }
        others.stream().filter(other -> !other.name().equals(pack.name())).forEach(other -> shared(pack, other, found));
        if (checked.parsed() != null) {
            List<Pack> all = new ArrayList<>(others);
            all.add(pack);
            found.addAll(new RecordedLints(checked.parsed(), setup.recorded(), all).check());
            window(new Shapes(checked.parsed()).rules(), found);
        }
        found.addAll(Cases.read(pack.cases()));
        return scheduled.placed(found);
    }

    /** Errors of a pack's rules, tables and schemas: as long as there are any, its cases cannot be run. */
    public List<Diagnostic> hindrances(Pack pack) {
        List<Diagnostic> found =
                new ArrayList<>(compile(pack.name(), Scheduled.of(pack).drl()).diagnostics());
        found.addAll(new TableCheck(pack, Tables.read(pack)).check());
        found.addAll(Schemas.read(pack).diagnostics());
        return found.stream().filter(Diagnostic::isError).toList();
    }

    /** What becomes of a pack's cases; nothing as long as they cannot be run. */
    public List<CaseResult> cases(Pack pack) {
        return hindrances(pack).isEmpty() ? setup.cases().run(rules(0, List.of(pack)), pack.cases()) : List.of();
    }

    /** A case that fails is an error, one that cannot be run here a warning. */
    static List<Diagnostic> diagnostics(List<CaseResult> results) {
        List<Diagnostic> found = new ArrayList<>();
        for (CaseResult result : results) {
            Spot spot = new Spot(result.line(), 1, 1);
            String file = "cases/" + result.file();
            String name = '"' + result.name() + "\" ";
            if (result.skipped() != null) {
                found.add(Diagnostic.of(file, spot, "warning", "case-not-run", name + result.skipped()));
            }
            result.differences()
                    .forEach(each -> found.add(Diagnostic.of(file, spot, "error", "case", name + "failed: " + each)));
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
                                Spot.TOP,
                                "definition-taken",
                                "the definition " + name + " is already in pack " + other.name(),
                                "definition names are global: give it another name")
                        .in(name + ".process.yaml")));
    }

    private void window(List<RuleShape> rules, List<Diagnostic> found) {
        rules.stream()
                .filter(rule -> rule.window().compareTo(setup.retention()) > 0)
                .map(rule -> Diagnostic.error(
                        new Spot(rule.line(), 1, 4),
                        "window-too-long",
                        "this rule remembers events for " + rule.window() + ", the journal keeps them for "
                                + setup.retention(),
                        "shorten the window, or raise the retention"))
                .forEach(found::add);
    }

    /**
     * The rules of packs together.
     *
     * @throws IllegalStateException when a pack does not compile
     */
    public Rules rules(int version, Collection<Pack> packs) {
        return Rules.of(version, packs.stream().map(this::loaded).toList(), limits);
    }

    /** The same for a version, without the rules that are off in it. */
    public Rules rules(Version version) {
        return Rules.of(
                version.number(),
                version.packs().values().stream()
                        .map(edition -> loaded(edition.pack()).without(edition.off()))
                        .toList(),
                limits);
    }

    private PackRules loaded(Pack pack) {
        return loaded(pack, Tables.read(pack));
    }

    private PackRules loaded(Pack pack, Tables tables) {
        Checker.Checked checked = compile(pack.name(), Scheduled.of(pack).drl());
        if (checked.compiled() == null) {
            throw new IllegalStateException(
                    "pack " + pack.name() + " does not compile any more: " + checked.diagnostics());
        }
        return Loaded.of(checked.compiled(), tables)
                .rules()
                .with(Schemas.read(pack).all());
    }

    /** As long as nothing has to run it is enough to know that it would compile. */
    private Checker.Checked look(String pack, String drl) {
        Checker.Checked compiled = known.get(Sha.of(pack + '\n' + drl));
        return compiled == null ? checker.look(pack, drl) : compiled;
    }

    private Checker.Checked compile(String pack, String drl) {
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(Sha.of(pack + '\n' + drl), sha -> checker.compile(pack, drl));
    }
}
