package dev.signalbox.flow.task;

import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.process.Question;
import dev.signalbox.flow.task.RedisRanks.Ranked;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads what instances ask people. */
public final class RedisQuestions {

    /** A question, and the instance that asks it. */
    public record Asked(Instance instance, Question question) {}

    private final RedisInstances instances;
    private final RedisRanks ranks;
    private final List<String> indexes;

    public RedisQuestions(RedisLink redis, KeySpace keys, int partitions) {
        this.instances = new RedisInstances(redis, keys, partitions);
        this.ranks = new RedisRanks(redis);
        this.indexes = IntStream.range(0, partitions).mapToObj(keys::questions).toList();
    }

    /**
     * Questions by the time since which they wait, newest first, over all partitions.
     *
     * @param before {@link Page#next} of the part before it, null for the first
     * @return fails with {@link IllegalArgumentException} when {@code before} is no such text
     */
    public Future<Page<Asked>> list(int limit, @Nullable String before) {
        return Cursor.of(before)
                .map(cursor -> ranks.after(indexes, cursor, limit + 1).compose(ranked -> page(ranked, limit)))
                .orElseGet(() -> Future.failedFuture(
                        new IllegalArgumentException("before must be the next of an earlier answer, not " + before)));
    }

    private Future<Page<Asked>> page(List<Ranked> ranked, int limit) {
        List<Future<Optional<Asked>>> loads = ranked.stream()
                .limit(limit)
                .map(one -> load(Timer.of(one.at().id())))
                .toList();
        String next = ranked.size() > limit ? ranked.get(limit - 1).at().text() : null;
        return Future.all(loads)
                .map(all -> new Page<>(
                        loads.stream().flatMap(load -> load.result().stream()).toList(), next, loads.size()));
    }

    /** An instance that went on since the index was read asks nothing there. */
    private Future<Optional<Asked>> load(Timer at) {
        return instances
                .load(at.instance())
                .map(found -> found.flatMap(instance -> Question.of(instance).stream()
                        .filter(question ->
                                Timer.of(instance.id(), question.aim()).equals(at))
                        .findFirst()
                        .map(question -> new Asked(instance, question))));
    }
}
