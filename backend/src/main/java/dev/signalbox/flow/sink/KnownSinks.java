package dev.signalbox.flow.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.connection.RedisTexts;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sinks in force, in memory, as they are kept in Redis; and what was counted of each. */
final class KnownSinks implements RedisTexts.Force {

    private static final Logger LOG = LoggerFactory.getLogger(KnownSinks.class);

    private final SinkText text;
    private final Consumer<String> changed;
    private final RedisTexts kept;
    private final Map<String, Sink> live = new TreeMap<>();
    private final Map<String, Tally> tallies = new HashMap<>();

    /** @param changed called with the name of each sink that is new, other than before, or gone */
    KnownSinks(RedisLink redis, KeySpace keys, SinkText text, Consumer<String> changed) {
        this.text = text;
        this.changed = changed;
        this.kept = new RedisTexts(redis, keys, "sinks", this);
    }

    RedisTexts kept() {
        return kept;
    }

    SinkText.Read read(String name, JsonNode json) {
        return text.fromApi(name, json, live.get(name));
    }

    @Nullable
    Sink find(String name) {
        return live.get(name);
    }

    Collection<Sink> all() {
        return live.values();
    }

    Tally tally(Sink sink) {
        return tallies.computeIfAbsent(sink.name(), name -> new Tally());
    }

    Future<Void> set(Sink sink) {
        return kept.keep(Map.of(sink.name(), SinkShape.stored(sink).toString()), List.of());
    }

    Future<Void> forget(String name) {
        return kept.keep(Map.of(), List.of(name));
    }

    @Override
    public void put(String name, String json) {
        try {
            SinkText.Read read = text.stored(name, Payload.STRICT.readTree(json));
            if (read instanceof SinkText.Read.Good good) {
                live.put(name, good.sink());
                changed.accept(name);
            } else {
                LOG.error("sink {} is kept in a form that cannot be read: {}", name, read);
            }
        } catch (JsonProcessingException e) {
            LOG.error("sink {} is kept in a form that is no JSON", name, e);
        }
    }

    @Override
    public void remove(String name) {
        live.remove(name);
        tallies.remove(name);
        changed.accept(name);
    }
}
