package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.RedisWatch;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.metrics.Metrics;
import java.util.List;

/** Lets the hub notice every few seconds what no single event tells. */
final class Lookout {

    private static final long MILLIS = 2_000;
    private static final long SECOND = 1_000;

    private Lookout() {}

    static void open(Rounds rounds, Ingest ingest, RedisWatch watch, Metrics metrics) {
        Schedules schedules = new Schedules();
        metrics.add(schedules);
        rounds.each(MILLIS, "the watch over dead letters and silent sources", () -> ingest.list()
                .onSuccess(schedules::see)
                .compose(sources -> watch.look(expected(sources))));
    }

    /** Those whose silence somebody wants to be told of. */
    private static List<RedisWatch.Expected> expected(List<ObjectNode> sources) {
        return sources.stream()
                .filter(source -> source.at("/limits/silence").asLong() > 0)
                .map(Lookout::expected)
                .toList();
    }

    private static RedisWatch.Expected expected(ObjectNode source) {
        JsonNode last = source.at("/status/lastEventAt");
        return new RedisWatch.Expected(
                source.path("name").asText(),
                source.at("/limits/silence").asLong() * SECOND,
                last.isNumber() ? last.longValue() : null,
                source.path("state").asText().equals("paused"));
    }
}
