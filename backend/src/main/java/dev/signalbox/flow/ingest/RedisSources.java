package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources as they are kept: a change is in Redis first, then in force. All hubs have the same ones: a change that does
 * not start from the last revision is made again from it, and what another hub changed comes into force here.
 */
final class RedisSources {

    private static final Logger LOG = LoggerFactory.getLogger(RedisSources.class);

    private final RedisLink redis;
    private final KeySpace keys;
    private final RedisTicks.At ticks;
    private final String key;
    private final SourceText text;
    private final Sources sources;
    private final Consumer<String> changed;
    private final Map<String, String> inForce = new HashMap<>();
    private long revision;

    /** Another hub was faster; what it changed is in force by now. */
    private static final class Outrun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outrun() {
            super("another hub changed the sources", null, false, false);
        }
    }

    /** @param changed called with the name of each source that is new, other than before, or gone */
    RedisSources(RedisTicks.At ticks, SourceText text, Sources sources, Consumer<String> changed) {
        this.redis = ticks.redis();
        this.keys = ticks.keys();
        this.ticks = ticks;
        this.key = keys.hub("sources");
        this.text = text;
        this.sources = sources;
        this.changed = changed;
    }

    /**
     * Puts into force what is kept. The revision is read first: what was changed in between is only read once more. A full
     * Redis refuses even to read inside MULTI.
     */
    Future<Void> load() {
        Future<Response> number = redis.send(Request.cmd(Command.HGET, keys.sourcesHead(), "revision"));
        Future<Response> kept = redis.send(Request.cmd(Command.HGETALL, key));
        return Future.all(number, kept).map(read -> {
            follow(number.result() == null ? 0 : number.result().toLong(), kept.result());
            return null;
        });
    }

    /** Puts into force what was changed, unless this is the revision already. */
    Future<Void> follow(long wanted) {
        return wanted == revision ? Future.succeededFuture() : load();
    }

    private void follow(long read, Response kept) {
        Map<String, String> texts = new HashMap<>();
        kept.getKeys().forEach(name -> texts.put(name, kept.get(name).toString(StandardCharsets.UTF_8)));
        List<String> gone = inForce.keySet().stream()
                .filter(name -> !texts.containsKey(name))
                .toList();
        texts.forEach((name, json) -> {
            if (!json.equals(inForce.get(name))) {
                loaded(name, json);
            }
        });
        gone.forEach(sources::remove);
        gone.forEach(changed);
        inForce.clear();
        inForce.putAll(texts);
        revision = read;
    }

    /** Makes a change; makes it again from what is there by then when another hub was faster. */
    <T> Future<T> agreed(Supplier<Future<T>> change) {
        return change.get()
                .recover(fault -> fault instanceof Outrun
                        ? load().compose(loaded -> agreed(change))
                        : Future.failedFuture(fault));
    }

    Future<Put> put(String name, JsonNode json) {
        LiveSource before = sources.find(name);
        SourceText.Read read = text.fromApi(name, json, before == null ? null : before.source());
        if (read instanceof SourceText.Read.Bad bad) {
            return Future.succeededFuture(new Put.Bad(bad.problems()));
        }
        Source source = ((SourceText.Read.Good) read).source();
        return keep(List.of(source), List.of()).map(kept -> new Put.Kept(source, before == null));
    }

    /**
     * Sets all sources of a pack; those that it has no more are gone. What was given by the API keeps its place.
     *
     * @return what is wrong with the texts; when anything is, nothing changed
     */
    Future<List<Problem>> putPack(String pack, Map<String, JsonNode> texts) {
        List<Source> wanted = new ArrayList<>();
        List<Problem> problems = readPack(pack, texts, wanted);
        if (!problems.isEmpty()) {
            return Future.succeededFuture(problems);
        }
        List<String> gone = sources.all().stream()
                .map(LiveSource::source)
                .filter(source -> pack.equals(source.pack()) && !texts.containsKey(source.name()))
                .map(Source::name)
                .toList();
        return keep(wanted, gone).map(kept -> problems);
    }

    /** Sets a source of the same name as it is. */
    Future<Void> replace(Source source) {
        return keep(List.of(source), List.of());
    }

    Future<Void> delete(String name) {
        return keep(List.of(), List.of(name));
    }

    /** What is wrong with the sources of a pack. */
    List<Problem> readPack(String pack, Map<String, JsonNode> texts, List<Source> good) {
        List<Problem> problems = new ArrayList<>();
        texts.forEach((name, json) -> {
            LiveSource live = sources.find(name);
            Source before = live == null ? null : live.source();
            SourceText.Read read = text.fromPack(pack, name, json);
            if (read instanceof SourceText.Read.Bad bad) {
                bad.problems()
                        .forEach(problem ->
                                problems.add(new Problem('/' + name + problem.pointer(), problem.message())));
            } else if (before != null && before.pack() != null && !before.pack().equals(pack)) {
                problems.add(new Problem('/' + name, "source " + name + " belongs to the pack " + before.pack()));
            } else if (before == null || before.pack() != null) {
                Source source = ((SourceText.Read.Good) read).source();
                good.add(before != null && before.paused() ? source.with(Source.State.PAUSED) : source);
            }
        });
        return problems;
    }

    private Future<Void> keep(List<Source> wanted, List<String> gone) {
        Map<String, String> texts = new LinkedHashMap<>();
        wanted.forEach(
                source -> texts.put(source.name(), SourceShape.stored(source).toString()));
        texts.entrySet().removeIf(one -> one.getValue().equals(inForce.get(one.getKey())));
        if (texts.isEmpty() && gone.isEmpty()) {
            return Future.succeededFuture();
        }
        Request write = RedisFunctions.HUBS.call("sb_sources").arg(3);
        write.arg(key).arg(keys.sourcesHead()).arg(keys.news()).arg(revision).arg(texts.size());
        texts.forEach((name, json) -> write.arg(name).arg(json));
        gone.forEach(write::arg);
        return redis.send(write).compose(reply -> {
            if (reply.get(0).toInteger() == 0) {
                return Future.failedFuture(new Outrun());
            }
            revision = reply.get(1).toLong();
            inForce.putAll(texts);
            inForce.keySet().removeAll(gone);
            wanted.stream().filter(source -> texts.containsKey(source.name())).forEach(sources::put);
            gone.forEach(sources::remove);
            texts.keySet().forEach(changed);
            gone.forEach(changed);
            gone.forEach(ticks::forget);
            return Future.succeededFuture();
        });
    }

    private void loaded(String name, String json) {
        try {
            SourceText.Read read = text.stored(name, Payload.STRICT.readTree(json));
            if (read instanceof SourceText.Read.Good good) {
                sources.put(good.source());
                changed.accept(name);
            } else {
                LOG.error("source {} is kept in a form that cannot be read: {}", name, read);
            }
        } catch (JsonProcessingException e) {
            LOG.error("source {} is kept in a form that is no JSON", name, e);
        }
    }
}
