package dev.signalbox;

import dev.signalbox.admin.Overview.Concern;
import dev.signalbox.event.EventId;
import dev.signalbox.feed.FlowMap;
import dev.signalbox.flow.ingest.Space;
import dev.signalbox.flow.ingest.Strain;
import dev.signalbox.flow.match.Remembered;
import dev.signalbox.flow.refused.Standing;
import dev.signalbox.metrics.Gauges;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Says in words what needs somebody, from what is known of the hub. */
final class Concerns {

    private static final String BAD = "bad";
    private static final String WARN = "warn";
    private static final String RUNBOOK = "/docs/operations";
    private static final long OLD_MILLIS = 30_000;
    private static final int MOST = 20;
    private static final String WHAT_TO_DO = "What to do";

    /** Of what a partition may remember of a type, and of the heap. */
    private static final double FULL = 0.8;

    private static final double HEAVY = 0.4;

    /** A source is silent when it has been quiet for ten times its usual pause, and at least for so long. */
    private static final long SILENT_MILLIS = 120_000;

    private static final int SILENT_FACTOR = 10;
    private static final int ENOUGH_TO_KNOW = 20;

    private final List<Concern> found = new ArrayList<>();

    /**
     * What is looked at.
     *
     * @param unready why the hub cannot do its work
     * @param behind the partition that is most behind, and how long the oldest undecided entry waits
     * @param space what is left of memory and disk
     * @param deadBefore dead letters five minutes ago
     * @param approvals that nobody has answered
     * @param paused sources that are paused
     * @param off rules that were switched off, as {@code pack/rule}
     * @param refused messages that were no events and are kept
     * @param breakers that are not closed
     * @param unarchived why nothing can be archived; empty when it can
     */
    record Seen(
            long now,
            List<String> unready,
            String durability,
            long backlog,
            Strain.Backlog behind,
            Space space,
            long dead,
            long deadBefore,
            long quarantined,
            Gauges.Approvals approvals,
            Set<String> paused,
            List<String> off,
            List<Standing> refused,
            List<Concern> breakers,
            Optional<String> unarchived,
            FlowMap flows,
            RuleFacts facts) {}

    /**
     * What rules remember.
     *
     * @param held of each partition and type
     * @param heap bytes that the hub may use
     */
    record RuleFacts(List<Remembered> held, long heap) {}

    /** The gravest first. */
    static List<Concern> of(Seen seen) {
        Concerns concerns = new Concerns();
        concerns.hub(seen);
        concerns.waiting(seen);
        concerns.found.addAll(RulesOff.of(seen.off()));
        concerns.found.addAll(RefusedKept.of(seen.refused()));
        concerns.found.addAll(seen.breakers());
        concerns.found.addAll(Unanswered.of(seen.approvals()));
        seen.flows().sources().forEach(source -> concerns.source(source, seen));
        concerns.paused(seen);
        concerns.facts(seen.facts());
        seen.flows().definitions().forEach(concerns::definition);
        return concerns.found.stream()
                .sorted(Comparator.comparing(Concern::severity))
                .limit(MOST)
                .toList();
    }

    private void hub(Seen seen) {
        for (String reason : seen.unready()) {
            add("unready", BAD, "The hub cannot do all of its work", reason, WHAT_TO_DO, RUNBOOK);
        }
        if (!seen.durability().equals("always")) {
            add(
                    "durability",
                    WARN,
                    "A 2xx is less than on disk",
                    "Durability is " + seen.durability() + ": a loss of power may lose what was answered last.",
                    WHAT_TO_DO,
                    RUNBOOK);
        }
        found.addAll(NarrowSpace.of(seen.space()));
        seen.unarchived()
                .ifPresent(why -> add(
                        "archive",
                        BAD,
                        "The archive cannot be written",
                        "What should leave Redis stays there, until it is full: " + why,
                        WHAT_TO_DO,
                        RUNBOOK + "#archive"));
    }

    private void waiting(Seen seen) {
        if (seen.dead() > 0) {
            long more = seen.dead() - seen.deadBefore();
            add(
                    "dead_letters",
                    BAD,
                    counted(seen.dead(), "dead letter") + (more > 0 ? ", growing" : ""),
                    more > 0
                            ? more + " more than five minutes ago."
                            : "Instances that failed for good wait for a redrive.",
                    "Look and redrive",
                    "/dead-letters");
        }
        if (seen.quarantined() > 0) {
            add(
                    "quarantine",
                    BAD,
                    counted(seen.quarantined(), "event") + " in quarantine",
                    "A rule failed on them; the cause is kept with each.",
                    "Look at them",
                    "/events?f=state:quarantined");
        }
        long age = seen.behind().ageMillis();
        if (age >= OLD_MILLIS || seen.behind().alarms()) {
            add(
                    "backlog",
                    seen.behind().alarms() ? BAD : WARN,
                    counted(seen.backlog(), "event") + " behind",
                    "The oldest undecided event has been waiting for " + span(age) + '.',
                    "Look at them",
                    "/events?f=state:journaled");
        }
    }

    private void source(FlowMap.Source source, Seen seen) {
        boolean unknown = source.name().startsWith("(");
        if (source.refusedLately() > 0) {
            add(
                    "refusals",
                    WARN,
                    counted(source.refusedLately(), "refusal")
                            + (unknown ? " for no known source" : " at source " + source.name()),
                    "In the last five minutes. What was refused is not in the journal; a sender knows, and messages are kept.",
                    "See the causes",
                    unknown ? "/sources" : page("/sources/", source.name()));
        }
        long gone = seen.now() - source.last();
        if (!unknown && !seen.paused().contains(source.name()) && silent(source, gone)) {
            add(
                    "silent",
                    WARN,
                    "Source " + source.name() + " is silent",
                    "Nothing for " + span(gone) + "; before, an event came each " + span(pause(source))
                            + " on average.",
                    "Look at the source",
                    page("/sources/", source.name()));
        }
    }

    private static boolean silent(FlowMap.Source source, long gone) {
        return !source.name().equals(EventId.HUB)
                && source.accepted().total() >= ENOUGH_TO_KNOW
                && gone > Math.max(SILENT_MILLIS, SILENT_FACTOR * pause(source));
    }

    private static long pause(FlowMap.Source source) {
        return (source.last() - source.first()) / Math.max(1, source.accepted().total() - 1);
    }

    private void paused(Seen seen) {
        for (String name : seen.paused().stream().sorted().toList()) {
            add(
                    "paused",
                    WARN,
                    "Source " + name + " is paused",
                    "Its deliveries get 503 until it is resumed.",
                    "Resume it there",
                    page("/sources/", name));
        }
    }

    /** One for each type, by its fullest partition; and one for all of them together. */
    private void facts(RuleFacts facts) {
        Map<String, Remembered> fullest = new TreeMap<>();
        facts.held().stream()
                .filter(each -> each.most() > 0 && each.count() >= FULL * each.most())
                .forEach(each -> fullest.merge(each.type(), each, (a, b) -> a.count() >= b.count() ? a : b));
        fullest.values().forEach(this::full);
        long bytes = facts.held().stream().mapToLong(Remembered::bytes).sum();
        if (bytes > HEAVY * facts.heap()) {
            add(
                    "rule_memory",
                    WARN,
                    "Rules remember about " + (bytes >> 20) + " MB",
                    "That is more than two fifths of the " + (facts.heap() >> 20) + " MB that the hub may use.",
                    WHAT_TO_DO,
                    RUNBOOK + "#what-rules-remember");
        }
    }

    private void full(Remembered held) {
        boolean over = held.count() >= held.most();
        String next = held.inserted()
                ? "A rule that inserts one more is stopped, and its event is in quarantine (--rule-facts)."
                : "Then the first ones are forgotten early, and windows see too few (--rule-events).";
        add(
                "rule_facts",
                over ? BAD : WARN,
                "Rules remember " + held.count() + " of at most " + held.most() + " " + held.type(),
                "In one partition. " + next,
                WHAT_TO_DO,
                RUNBOOK + "#what-rules-remember");
    }

    private void definition(FlowMap.Definition definition) {
        long retrying = definition.states().retrying();
        if (retrying > 0) {
            add(
                    "retrying",
                    WARN,
                    counted(retrying, "instance") + " of " + definition.name() + (retrying == 1 ? " is" : " are")
                            + " retrying",
                    "A task failed and is tried again after a while.",
                    "Look at them",
                    page("/instances?f=", "definition:" + definition.name() + " state:retrying"));
        }
    }

    private void add(String kind, String severity, String title, String detail, String action, String href) {
        found.add(new Concern(kind, severity, title, detail, action, href));
    }

    static String page(String path, String rest) {
        return path + URLEncoder.encode(rest, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String counted(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    static String span(long millis) {
        Duration span = Duration.ofMillis(millis);
        return span.toHours() > 0
                ? span.toHours() + " h " + span.toMinutesPart() + " min"
                : span.toMinutes() > 0 ? span.toMinutes() + " min" : Math.max(1, span.toSeconds()) + " s";
    }
}
