package dev.signalbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admin.Overview;
import dev.signalbox.admin.Status;
import dev.signalbox.feed.History;
import dev.signalbox.feed.Tally;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.metrics.Gauges;
import dev.signalbox.metrics.RedisVitals;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How the hub is: what was counted, the minutes before, and what needs somebody. */
record HubOverview(
        HubStatus status,
        RedisVitals vitals,
        Tally tally,
        Census census,
        Ingest ingest,
        RuleMemory memory,
        Rulebook rulebook,
        RefusedLane refused,
        BreakerLane breakers,
        InstantSource clock)
        implements Overview {

    @Override
    public Future<View> view() {
        census.want();
        return ingest.list().map(sources -> view(paused(sources)));
    }

    private View view(Set<String> paused) {
        Tally.Stats stats = tally.stats();
        History.Columns history = tally.history();
        long journaled = vitals.partitions().stream()
                .mapToLong(RedisVitals.Partition::last)
                .sum();
        return new View(
                stats,
                history,
                status.retention(),
                journaled,
                Concerns.of(seen(stats, history, paused)),
                memory.byType());
    }

    private Concerns.Seen seen(Tally.Stats stats, History.Columns history, Set<String> paused) {
        Gauges.RedisState redis = vitals.redis();
        return new Concerns.Seen(
                clock.millis(),
                status.unready(),
                redis.durability(),
                stats.backlog(),
                status.headroom().backlog(),
                Headroom.space(vitals),
                stats.deadLetters(),
                history.deadLetters().isEmpty()
                        ? stats.deadLetters()
                        : history.deadLetters().get(0),
                census.quarantined(),
                vitals.approvals(),
                paused,
                rulebook.rulebooks().off(),
                refused.standings(),
                BreakersOpen.of(breakers.seen()),
                Optional.ofNullable(status.archive().shown()).map(Status.Archive::trouble),
                stats.flows(),
                new Concerns.RuleFacts(memory.all(), Runtime.getRuntime().maxMemory()));
    }

    private static Set<String> paused(List<ObjectNode> sources) {
        return sources.stream()
                .filter(source -> source.path("state").asText().equals("paused"))
                .map(source -> source.path("name").asText())
                .collect(Collectors.toSet());
    }
}
