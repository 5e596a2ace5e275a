package dev.signalbox.flow.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.event.Payload;
import dev.signalbox.flow.connection.Problem;
import dev.signalbox.flow.connection.RedisTexts;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources as they are kept: a change is in Redis first, then in force, and in force on all hubs. */
final class RedisSources implements RedisTexts.Force {

    private static final Logger LOG = LoggerFactory.getLogger(RedisSources.class);

    private final RedisTicks.At ticks;
    private final SourceText text;
    private final Sources sources;
    private final Consumer<String> changed;
    private final RedisTexts kept;

    /** @param changed called with the name of each source that is new, other than before, or gone */
    RedisSources(RedisTicks.At ticks, SourceText text, Sources sources, Consumer<String> changed) {
        this.ticks = ticks;
        this.text = text;
        this.sources = sources;
        this.changed = changed;
        this.kept = new RedisTexts(ticks.redis(), ticks.keys(), "sources", this);
    }

    Future<Void> load() {
        return kept.load();
    }

    Future<Void> follow(long revision) {
        return kept.follow(revision);
    }

    /** Makes a change; makes it again from what is there by then when another hub was faster. */
    <T> Future<T> agreed(Supplier<Future<T>> change) {
        return kept.agreed(change);
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
     * @param ticking what the hub wrote for the schedules of its processes
     * @return what is wrong with the texts; when anything is, nothing changed
     */
    Future<List<Problem>> putPack(String pack, Map<String, JsonNode> texts, Map<String, JsonNode> ticking) {
        List<Source> wanted = new ArrayList<>();
        List<Problem> problems = readPack(pack, texts, wanted);
        ticking.forEach((name, json) -> read(pack, name, text.ofSchedule(pack, name, json), problems, wanted));
        if (!problems.isEmpty()) {
            return Future.succeededFuture(problems);
        }
        List<String> gone = sources.all().stream()
                .map(LiveSource::source)
                .filter(source -> pack.equals(source.pack())
                        && !texts.containsKey(source.name())
                        && !ticking.containsKey(source.name()))
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
        texts.forEach((name, json) -> read(pack, name, text.fromPack(pack, name, json), problems, good));
        return problems;
    }

    private void read(String pack, String name, SourceText.Read read, List<Problem> problems, List<Source> good) {
        LiveSource live = sources.find(name);
        Source before = live == null ? null : live.source();
        if (read instanceof SourceText.Read.Bad bad) {
            bad.problems()
                    .forEach(problem -> problems.add(new Problem('/' + name + problem.pointer(), problem.message())));
        } else if (before != null && before.pack() != null && !before.pack().equals(pack)) {
            problems.add(new Problem('/' + name, "source " + name + " belongs to the pack " + before.pack()));
        } else if (before == null || before.pack() != null) {
            Source source = ((SourceText.Read.Good) read).source();
            good.add(before != null && before.paused() ? source.with(Source.State.PAUSED) : source);
        }
    }

    private Future<Void> keep(List<Source> wanted, List<String> gone) {
        Map<String, String> texts = new LinkedHashMap<>();
        wanted.forEach(
                source -> texts.put(source.name(), SourceShape.stored(source).toString()));
        return kept.keep(texts, gone).onSuccess(done -> gone.forEach(ticks::forget));
    }

    @Override
    public void put(String name, String json) {
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

    @Override
    public void remove(String name) {
        sources.remove(name);
        changed.accept(name);
    }
}
