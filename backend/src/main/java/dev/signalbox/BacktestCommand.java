package dev.signalbox;

import dev.signalbox.backtest.Backtest;
import dev.signalbox.backtest.BacktestJson;
import dev.signalbox.backtest.GivenUp;
import dev.signalbox.backtest.Law;
import dev.signalbox.backtest.Listed;
import dev.signalbox.backtest.Markdown;
import dev.signalbox.backtest.Result;
import dev.signalbox.backtest.Span;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.PrivateFile;
import dev.signalbox.config.StartRefused;
import dev.signalbox.rulebook.Pack;
import dev.signalbox.rulebook.PackCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A back-test without a hub, as for a pull request. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = "Decides recorded events by two states of packs, and tells what would change.",
        footer = {
            "",
            "Ends with 0; with 1 when more starts are lost than --max-lost allows; with 2 when it cannot be made."
        })
final class BacktestCommand implements Callable<Integer> {

    enum Format {
        markdown,
        json
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--pack",
            required = true,
            paramLabel = "DIR",
            description = "the changed pack, or a folder of packs")
    private Path pack = Path.of("");

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "recorded events, one JSON object a line")
    private Path events = Path.of("");

    @Option(
            names = "--against",
            required = true,
            paramLabel = "REF|DIR",
            description = "the state before: another folder, or a commit of the repository that holds --pack")
    private String against = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "markdown or json", defaultValue = "markdown")
    private Format format = Format.markdown;

    @Option(names = "--max-lost", paramLabel = "N", description = "how many starts may be lost; else any number")
    private long maxLost = Long.MAX_VALUE;

    @Option(names = "--partitions", paramLabel = "P", description = "as many as the hub has", defaultValue = "4")
    private int partitions = 4;

    @Override
    public Integer call() throws IOException {
        if (partitions < 1 || maxLost < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "wanted --partitions from 1 and --max-lost from 0 on");
        }
        PackCheck check = new PackCheck(Texts.rulesOnly());
        Law after = law(check, PacksAt.folder(pack), "--pack");
        Law before = law(check, before(), "--against");
        Result result = decided(recorded(), before, after);
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.json ? json(result) : Markdown.of(result));
        out.flush();
        return verdict(result);
    }

    private static Result decided(Listed recorded, Law before, Law after) {
        try {
            return new Backtest(recorded, before, after, Span.last(recorded, Integer.MAX_VALUE))
                    .run(Backtest.UNWATCHED);
        } catch (GivenUp e) {
            throw new StartRefused(ExitCode.USAGE, "the back-test was given up: " + e.getMessage());
        }
    }

    private int verdict(Result result) {
        long lost = result.total().lost();
        if (lost <= maxLost) {
            return ExitCode.OK.code();
        }
        spec.commandLine()
                .getErr()
                .println("signalbox: " + lost + " starts are lost, --max-lost allows " + maxLost
                        + ": look at the rules above, or allow more");
        return ExitCode.FAILED.code();
    }

    private List<Pack> before() throws IOException {
        Path folder = Path.of(against);
        if (Files.isDirectory(folder)) {
            return PacksAt.folder(folder);
        }
        Path into = Files.createTempDirectory("signalbox-backtest");
        try {
            return PacksAt.commit(pack, against, into);
        } finally {
            delete(into);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Listed recorded() {
        try {
            Listed recorded = EventsFile.read(events, partitions);
            if (Span.last(recorded, 1).entries() == 0) {
                throw new StartRefused(ExitCode.USAGE, "there is no event in " + events);
            }
            return recorded;
        } catch (EventsFile.Faulty e) {
            throw new StartRefused(ExitCode.USAGE, events + " cannot be used: " + e.getMessage());
        } catch (IOException e) {
            throw new StartRefused(ExitCode.USAGE, PrivateFile.why(e) + "; check --events");
        }
    }

    private static Law law(PackCheck check, List<Pack> packs, String option) {
        String errors = packs.stream()
                .flatMap(each -> check.hindrances(each).stream()
                        .map(error -> each.name() + '/' + error.file() + ':' + error.line() + ": " + error.message()))
                .collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            throw new StartRefused(ExitCode.USAGE, "the rules of " + option + " have errors: " + errors);
        }
        Set<String> definitions = new TreeSet<>();
        packs.forEach(each -> definitions.addAll(each.definitions().keySet()));
        return new Law(check.rules(0, packs), definitions::contains);
    }

    private static String json(Result result) {
        var json = BacktestJson.result(result, cause -> cause);
        var changes = json.withObject("/changes").putArray("items");
        result.changes().forEach(change -> changes.add(BacktestJson.change(change, BacktestJson.Veil.NONE)));
        return json.toPrettyString() + '\n';
    }

    /** Longer than any rule remembers. */
    static final Duration FOR_EVER = Duration.ofDays(36_500);
}
