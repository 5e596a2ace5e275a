package dev.signalbox.flow.journal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A commit as one call of {@code sb_commit}. Keys are told once; writes refer to them by their place. */
final class RedisCommit {

    static final int MOST_KEYS = 512;
    static final int MOST_VALUES = 7_900;

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<String> writes = new ArrayList<>();

    private RedisCommit() {}

    /** An owner and how long its lease is prolonged by this commit, milliseconds. */
    record Owner(String hub, long epoch, long lease) {}

    /** @throws CommitTooLarge when Redis could not take it in one call */
    static Request request(KeySpace keys, int partition, Owner owner, Commit commit) {
        RedisCommit call = new RedisCommit();
        call.place(keys.owner(partition));
        call.place(keys.commits(partition));
        call.place(keys.head(partition));
        List<Integer> absent = commit.absent().stream().map(call::place).toList();
        commit.writes().forEach(call::add);
        if (call.places.size() > MOST_KEYS || call.writes.size() > MOST_VALUES) {
            throw new CommitTooLarge(call.places.size(), call.writes.size());
        }
        Request request = RedisFunctions.JOURNAL.call("sb_commit").arg(call.places.size());
        call.places.keySet().forEach(request::arg);
        request.arg(owner.hub()).arg(owner.epoch()).arg(owner.lease());
        request.arg(commit.number()).arg(commit.position()).arg(commit.rulebook());
        request.arg(absent.size());
        absent.forEach(request::arg);
        call.writes.forEach(request::arg);
        return request;
    }

    static Committed outcome(Response reply) {
        List<String> words = reply.stream().map(Response::toString).toList();
        return words.get(0).equals("exists")
                ? new Committed.Exists(words.subList(1, words.size()))
                : new Committed.Done();
    }

    @CanIgnoreReturnValue
    private int place(String key) {
        Integer place = places.putIfAbsent(key, places.size() + 1);
        return place == null ? places.size() : place;
    }

    private void add(Write write) {
        if (write instanceof Write.Put put) {
            add("P", put.key(), pairs(put.fields()));
        } else if (write instanceof Write.Remove remove) {
            add("R", remove.key(), remove.fields());
        } else if (write instanceof Write.Append append) {
            List<String> values = new ArrayList<>(List.of(append.id()));
            values.addAll(pairs(append.fields()));
            add("A", append.key(), values);
        } else if (write instanceof Write.Line line) {
            add("L", line.key(), List.of(line.text()));
        } else if (write instanceof Write.Rank rank) {
            add("Z", rank.key(), List.of("" + rank.score(), rank.member()));
        } else if (write instanceof Write.Unrank unrank) {
            add("U", unrank.key(), List.of(unrank.member()));
        } else if (write instanceof Write.Expire expire) {
            add("E", expire.key(), List.of("" + expire.at()));
        }
    }

    private void add(String op, String key, List<String> values) {
        writes.add(op);
        writes.add("" + place(key));
        writes.add("" + values.size());
        writes.addAll(values);
    }

    private static List<String> pairs(Map<String, String> fields) {
        List<String> pairs = new ArrayList<>(2 * fields.size());
        fields.forEach((name, value) -> {
            pairs.add(name);
            pairs.add(value);
        });
        return pairs;
    }
}
