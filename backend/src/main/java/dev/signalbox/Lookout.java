package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.flow.RedisWatch;
import dev.signalbox.flow.ingest.Ingest;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the hub notice every few seconds what no single event tells. */
final class Lookout {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final long MILLIS = 2_000;
    private static final long SECOND = 1_000;

    private Lookout() {}

    static void open(Vertx vertx, Closing closing, Ingest ingest, RedisWatch watch) {
        long timer = vertx.setPeriodic(MILLIS, look -> ingest.list()
                .compose(sources -> watch.look(expected(sources)))
                .onFailure(Lookout::unseen));
        closing.add("the lookout", () -> vertx.cancelTimer(timer));
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

    /** That Redis is away is told by its gauge, and by everybody who needs it. */
    private static void unseen(Throwable error) {
        if (!(error instanceof RedisLink.Away)) {
            LOG.warn("nobody watches dead letters and silent sources: {}", error.getMessage());
        }
    }
}
