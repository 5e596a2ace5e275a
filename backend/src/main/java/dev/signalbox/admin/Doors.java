package dev.signalbox.admin;

import dev.signalbox.feed.Feed;
import dev.signalbox.feed.Tally;
import dev.signalbox.flow.job.Jobs;
import dev.signalbox.flow.refused.RefusedMessages;
import dev.signalbox.flow.replay.Replays;
import dev.signalbox.metrics.Metrics;

/** The parts of the hub that the API shows. */
public record Doors(
        Events events,
        Explanations explanations,
        Instances instances,
        Processes processes,
        DeadLetters deadLetters,
        Packs packs,
        Backtests backtests,
        Rebuilds rebuilds,
        Sources sources,
        Sinks sinks,
        Secrets secrets,
        Status status,
        Overview overview,
        Feed feed,
        Tally tally,
        Metrics metrics,
        Scoreboard scoreboard,
        Hubs hubs,
        KnownFacts facts,
        Replays replays,
        RefusedMessages refused,
        Breakers breakers,
        Jobs jobs,
        ProcessVersions processVersions) {

    /** The same, with what sources hide left out: what the API may show. */
    Doors redacted() {
        Redaction redaction = new Redaction(sources, events);
        return new Doors(
                new RedactedEvents(events, redaction),
                new RedactedExplanations(explanations, redaction),
                new RedactedInstances(instances, redaction),
                processes,
                new RedactedDeadLetters(deadLetters, redaction),
                packs,
                new RedactedBacktests(backtests, redaction),
                rebuilds,
                sources,
                sinks,
                secrets,
                status,
                overview,
                feed,
                tally,
                metrics,
                scoreboard,
                hubs,
                new RedactedFacts(facts, redaction),
                replays,
                refused,
                breakers,
                jobs,
                processVersions);
    }
}
