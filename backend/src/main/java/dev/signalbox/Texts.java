package dev.signalbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.facts.Facts;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.flow.ingest.SourcesYaml;
import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.process.Definitions;
import dev.signalbox.flow.process.Parsed;
import dev.signalbox.rulebook.CaseWorld;
import dev.signalbox.rulebook.Cases;
import dev.signalbox.rulebook.Diagnostic;
import dev.signalbox.rulebook.Diagnostic.Spot;
import dev.signalbox.rulebook.PackCheck;
import dev.signalbox.rulebook.YamlPlaces;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What the parts that own a pack's texts find wrong with them, in the words of the rulebook. */
final class Texts {

    private static final String SOURCES = "sources.yaml";
    private static final long PATIENCE_SECONDS = 5;

    private Texts() {}

    static PackCheck.Setup setup(Ends ends, Journal journal, Duration retention, Facts facts) {
        Ingest ingest = ends.ingest();
        return new PackCheck.Setup(
                (name, yaml) -> definition(
                        name, yaml, await(ends.sinks().kinds()), ends.secrets().names()),
                (pack, yaml) -> sources(ingest, pack, yaml),
                new Cases(world(journal)),
                retention,
                new KnownEvents(facts, source -> partitionBy(ingest, source)));
    }

    /** For who has neither sources nor a journal: only rules are looked at. */
    static PackCheck.Setup rulesOnly() {
        return new PackCheck.Setup(
                (name, yaml) -> definition(name, yaml, null, null),
                (pack, yaml) -> List.of(),
                new Cases(world(1, key -> 0)),
                BacktestCommand.FOR_EVER);
    }

    private static CaseWorld world(Journal journal) {
        return world(journal.partitions(), journal::partitionOf);
    }

    private static CaseWorld world(int partitions, ToIntFunction<String> partitionOf) {
        return new CaseWorld(
                file -> {
                    throw new CaseWorld.Unavailable("not run here: needs the file " + file + " beside the case");
                },
                example -> {
                    throw new CaseWorld.Unavailable("not run here: needs example " + example);
                },
                delivery -> {
                    throw new CaseWorld.Unavailable("not run here: needs the source " + delivery.source());
                },
                partitions,
                partitionOf);
    }

    /**
     * @param sinks the kinds of those that are there, by name; null when nobody knows
     * @param secrets the names of those that are there; null when nobody knows
     */
    private static List<Diagnostic> definition(
            String name, String yaml, @Nullable Map<String, String> sinks, @Nullable Set<String> secrets) {
        Parsed parsed = Definitions.parse(yaml);
        var problems = parsed instanceof Parsed.Valid valid ? valid.warnings() : ((Parsed.Invalid) parsed).problems();
        String file = name + ".process.yaml";
        List<Diagnostic> found = new ArrayList<>(problems.stream()
                .map(each -> Diagnostic.of(file, spot(each), each.severity(), each.code(), each.message())
                        .hinted(each.hint()))
                .toList());
        if (parsed instanceof Parsed.Valid valid && !valid.definition().name().equals(name)) {
            found.add(Diagnostic.of(
                    file,
                    YamlPlaces.of(yaml).at("/document/name"),
                    "error",
                    "definition-name",
                    "the definition is stored as \"" + name + "\", but its document.name is \""
                            + valid.definition().name() + "\": give both one name"));
        }
        if (parsed instanceof Parsed.Valid valid && sinks != null) {
            found.addAll(SinkUse.check(valid.definition(), yaml, sinks));
        }
        if (parsed instanceof Parsed.Valid valid && secrets != null) {
            found.addAll(SecretUse.check(valid.definition(), yaml, secrets));
        }
        return found;
    }

    private static Spot spot(dev.signalbox.flow.process.Problem problem) {
        return new Spot(problem.line(), problem.column(), Math.max(1, problem.length()));
    }

    private static List<Diagnostic> sources(Ingest ingest, String pack, String yaml) {
        SourcesYaml.Read read = SourcesYaml.read(yaml);
        if (read instanceof SourcesYaml.Read.Bad bad) {
            return List.of(Diagnostic.of(
                    SOURCES, new Spot(bad.line(), bad.column(), 1), "error", "sources-yaml", bad.message()));
        }
        YamlPlaces places = YamlPlaces.of(yaml);
        return problems(ingest, pack, (SourcesYaml.Read.Good) read).stream()
                .map(each -> Diagnostic.of(
                        SOURCES, places.at(each.pointer()), "error", "sources", each.pointer() + ": " + each.message()))
                .toList();
    }

    private static Optional<String> partitionBy(Ingest ingest, String source) {
        ObjectNode found = await(ingest.get(source));
        return found == null
                ? Optional.empty()
                : Optional.ofNullable(found.path("partitionBy").textValue());
    }

    private static List<Problem> problems(Ingest ingest, String pack, SourcesYaml.Read.Good read) {
        return await(ingest.checkPack(pack, read.sources()));
    }

    /** Waits for the loop of sources or sinks; called on worker threads only. */
    private static <T extends @Nullable Object> T await(Future<T> asked) {
        try {
            return asked.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the check of the sources was interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the sources could not be checked: " + e.getMessage(), e);
        }
    }
}
