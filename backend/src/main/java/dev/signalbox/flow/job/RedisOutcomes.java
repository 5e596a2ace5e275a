package dev.signalbox.flow.job;

import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What came of the items of a job: asked, not noted, since instances do not know what put them back. */
final class RedisOutcomes {

    private static final int AT_ONCE = 250;
    private static final int SHOWN = 20;

    private final RedisLink redis;
    private final KeySpace keys;
    private final int partitions;
    private final RedisJobs jobs;

    RedisOutcomes(RedisLink redis, KeySpace keys, int partitions, RedisJobs jobs) {
        this.redis = redis;
        this.keys = keys;
        this.partitions = partitions;
        this.jobs = jobs;
    }

    Future<Standing> of(Job job) {
        return Future.all(refused(job), again(job), why(job, 0, new LinkedHashMap<>()))
                .map(all -> new Standing(job, all.resultAt(0), all.resultAt(1), all.resultAt(2)));
    }

    private Future<Integer> refused(Job job) {
        List<Future<Integer>> parts = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            parts.add(redis.send(Request.cmd(Command.HLEN, keys.refusedItems(partition, job.id())))
                    .map(count -> count.toInteger()));
        }
        return sum(parts);
    }

    /** Some are enough to know what is wrong. */
    private Future<Map<String, String>> why(Job job, int partition, Map<String, String> found) {
        if (partition == partitions || found.size() >= SHOWN) {
            return Future.succeededFuture(found);
        }
        String key = keys.refusedItems(partition, job.id());
        return redis.send(Request.cmd(Command.HSCAN, key, "0", "COUNT", SHOWN)).compose(part -> {
            List<String> words = part.get(1).stream().map(Objects::toString).toList();
            for (int i = 0; i + 1 < words.size() && found.size() < SHOWN; i += 2) {
                found.put(words.get(i), words.get(i + 1));
            }
            return why(job, partition + 1, found);
        });
    }

    /** How many of those that were put back are dead letters again. */
    Future<Integer> again(Job job) {
        return job.order().kind() == Order.Kind.REDRIVE ? again(job, 0, 0) : Future.succeededFuture(0);
    }

    private Future<Integer> again(Job job, int from, int found) {
        int count = Math.min(AT_ONCE, job.progress().handed() - from);
        return count <= 0
                ? Future.succeededFuture(found)
                : jobs.items(job.id(), from, count)
                        .compose(this::dead)
                        .compose(more -> again(job, from + count, found + more));
    }

    private Future<Integer> dead(List<Item> items) {
        Map<Integer, List<String>> ids = items.stream()
                .map(item -> DeadLetter.id(item.instance(), item.redrives() + 1))
                .collect(Collectors.groupingBy(DeadLetter::home));
        return sum(ids.entrySet().stream()
                .map(each -> present(keys.deadByTime(each.getKey()), each.getValue()))
                .toList());
    }

    private Future<Integer> present(String key, List<String> ids) {
        return sum(ids.stream()
                .map(id -> redis.send(Request.cmd(Command.ZSCORE, key, id)).map(score -> score == null ? 0 : 1))
                .toList());
    }

    private static Future<Integer> sum(List<Future<Integer>> parts) {
        return Future.all(parts)
                .map(all -> parts.stream().mapToInt(Future::result).sum());
    }
}
