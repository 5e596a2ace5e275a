package dev.signalbox.proof.prove;

import dev.signalbox.proof.CannotRun;
import dev.signalbox.proof.Folders;
import dev.signalbox.proof.hub.HubJar;
import dev.signalbox.proof.hub.HubOption;
import dev.signalbox.proof.prove.check.Verdict;
import dev.signalbox.proof.prove.fault.Faults;
import dev.signalbox.proof.prove.report.Report;
import dev.signalbox.proof.prove.world.HubNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox prove}: hubs, Redis and sink of its own on loopback, in a folder that is kept when anything is found. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = {
            "Kills, holds and cuts off hubs, Redis and the service they call while events come in, and shows that no",
            "event is lost and no process started twice. Ends with 0 when that is so, with 1 when it is not, and with 2",
            "when the run cannot tell."
        })
public final class ProveCommand implements Callable<Integer> {

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final int MOST_FAULTS = 10_000;
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "pr|nightly|release",
            defaultValue = "PR",
            description = "how much is done; default pr, a minute and a half")
    @SuppressWarnings("NullAway.Init")
    private Profile profile;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "of events, answers and faults; default one by the time of day")
    private long seed;

    @Option(names = "--hubs", defaultValue = "3", description = "1 to 3; default ${DEFAULT-VALUE}")
    private int hubs;

    @Option(
            names = "--redis",
            paramLabel = "embedded|URL",
            description = "the hub's own, with one hub only, or one that is used and not harmed; default a redis-server"
                    + " of the run, from the PATH")
    private @Nullable String redis;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "such as 90s, 20m, 3h, with as many faults as belong to it")
    private @Nullable String length;

    @Option(
            names = "--faults",
            paramLabel = "KIND=COUNT",
            split = ",",
            description = "instead of those of the profile, such as FLT-01=50,FLT-07=20")
    private Map<String, Integer> faults = Map.of();

    @Option(names = "--report", paramLabel = "FOLDER", description = "where report.json and report.html go")
    private @Nullable Path report;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "of the run, kept; default a temporary one")
    private @Nullable Path folder;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private HubOption hub;

    @Option(
            names = "--other-hub",
            paramLabel = "JAR",
            description = "another version of the hub, for upgrades and the way back")
    private @Nullable Path otherHub;

    @Option(
            names = "--failpoints",
            paramLabel = "halt|all",
            description = "instead: hubs fail at each of their failpoints, once by each deed")
    private @Nullable String failpoints;

    @Option(
            names = "--mutants",
            description =
                    "instead: hubs with seeded bugs, each of which must be found; needs the sources beside the jar")
    private boolean mutants;

    private final InstantSource clock = InstantSource.system();
    private final Sweep matrix;
    private final Sweep hunts;

    /**
     * @param matrix of {@code --failpoints}
     * @param hunts of {@code --mutants}
     */
    public ProveCommand(Sweep matrix, Sweep hunts) {
        this.matrix = matrix;
        this.hunts = hunts;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(hubs >= 1 && hubs <= 3, "--hubs is 1 to 3");
        check(
                !"embedded".equals(redis) || hubs == 1,
                "--redis embedded goes with --hubs 1: other hubs cannot reach it");
        Path jar = hub.jar();
        check(
                otherHub == null || Files.isRegularFile(otherHub),
                "there is no other hub at " + otherHub
                        + ": name the jar of another version with its lib folder beside it");
        faults.forEach((kind, count) -> check(
                Faults.knows(kind) && count >= 1 && count <= MOST_FAULTS,
                "--faults takes kinds such as FLT-01, each with a count of 1 to " + MOST_FAULTS + ", not " + kind + "="
                        + count));
        Path place = folder == null ? Files.createTempDirectory("prove-") : Files.createDirectories(folder);
        if (failpoints != null || mutants) {
            return swept(place.toAbsolutePath(), jar);
        }
        Plan plan = plan(place, jar);
        Proof.Result result = new Proof(plan, clock, this::tell).run();
        Report told = Report.of(result, clock.instant(), command(plan));
        tell(told.text());
        if (report != null) {
            told.write(Files.createDirectories(report));
            tell("report: " + report.resolve("report.html").toAbsolutePath());
        }
        if (folder == null && result.outcome().verdict() instanceof Verdict.Passed) {
            Folders.delete(plan.folder());
        } else {
            tell("everything that was written down is in " + plan.folder());
        }
        return result.outcome().verdict().exitCode();
    }

    private int swept(Path place, Path jar) throws IOException, InterruptedException {
        Sweep sweep = failpoints == null ? hunts : matrix;
        String what = failpoints == null ? "" : failpoints;
        boolean good = sweep.run(new Sweep.Wish(what, jar.toAbsolutePath(), place, number()), this::tell);
        tell("everything that was written down is in " + place);
        return good ? 0 : 1;
    }

    private long number() {
        return seed == 0 ? clock.millis() % 1_000_000 + 1 : seed;
    }

    private void check(boolean good, String text) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), text);
        }
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private Plan plan(Path place, Path jar) {
        Duration time = length == null ? profile.length() : time(length);
        return new Plan(
                profile.name().toLowerCase(java.util.Locale.ROOT),
                number(),
                hubs,
                redis == null ? "own" : redis,
                time,
                Duration.ofSeconds(1),
                faults.isEmpty() ? profile.faults(time) : new TreeMap<>(faults),
                profile.load(time),
                launch(jar),
                otherHub == null ? null : launch(otherHub),
                place.toAbsolutePath());
    }

    private static HubNode.Launch launch(Path jar) {
        List<String> words = new ArrayList<>(JVM);
        words.addAll(HubJar.words(jar));
        return new HubNode.Launch(words, Map.of(), List.of());
    }

    private static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new CannotRun("--for is a number and s, m or h, such as 20m, not " + text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private static String told(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining(","));
    }

    private String command(Plan plan) {
        return "./signalbox prove --profile " + plan.profile() + " --seed " + plan.seed() + " --hubs " + plan.hubs()
                + (redis == null ? "" : " --redis " + (redis.equals("embedded") ? redis : "URL"))
                + (otherHub == null ? "" : " --other-hub JAR")
                + (length == null ? "" : " --for " + length)
                + (faults.isEmpty() ? "" : " --faults " + told(plan.faults()));
    }
}
