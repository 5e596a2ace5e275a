package dev.signalbox.hubs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where hubs meet: the calls of {@code hubs.lua}. Futures fail only when Redis is away or refuses. */
public final class RedisHubs {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String NONE = "-";

    private final RedisLink link;
    private final KeySpace keys;
    private final int partitions;

    public RedisHubs(RedisLink link, KeySpace keys, int partitions) {
        this.link = link;
        this.keys = keys;
        this.partitions = partitions;
    }

    /**
     * A hub that says that it is there.
     *
     * @param run its start in milliseconds, and more that tells it from another one under the same id
     */
    record Beat(String hub, String run, long leaseMillis, Set<Integer> ready, Self self) {}

    /** What became of the wish to move a partition. */
    public enum Pinned {
        DONE,
        /** There is no such hub. */
        ABSENT,
        /** It cannot own anything by now. */
        GONE
    }

    Future<Agreement> beat(Beat beat) {
        return link.send(places("sb_beat")
                        .arg(beat.hub())
                        .arg(beat.run())
                        .arg(beat.leaseMillis())
                        .arg(versions(beat.ready()))
                        .arg(write(beat.self())))
                .map(RedisHubs::agreed);
    }

    /** What all agree upon, without a beat. */
    public Future<Agreement> look() {
        return link.send(places("sb_hubs")).map(RedisHubs::agreed);
    }

    Future<Void> leave(String hub, String run) {
        return link.send(shares("sb_leave").arg(hub).arg(run)).mapEmpty();
    }

    /** Gives a partition to a hub, which keeps it while it is alive. */
    public Future<Pinned> pin(int partition, String hub) {
        return link.send(shares("sb_pin").arg(partition).arg(hub))
                .map(told -> Pinned.valueOf(told.toString().toUpperCase(Locale.ROOT)));
    }

    /** Lets the even shares decide again. */
    public Future<Void> unpin(int partition) {
        return link.send(shares("sb_pin").arg(partition).arg("")).mapEmpty();
    }

    private Request places(String function) {
        return RedisFunctions.HUBS
                .call(function)
                .arg(5)
                .arg(keys.hub("hubs"))
                .arg(keys.hub("shares"))
                .arg(keys.news())
                .arg(keys.sourcesHead())
                .arg(keys.hub("rulebook"))
                .arg(partitions);
    }

    private Request shares(String function) {
        return RedisFunctions.HUBS
                .call(function)
                .arg(3)
                .arg(keys.hub("hubs"))
                .arg(keys.hub("shares"))
                .arg(keys.news())
                .arg(partitions);
    }

    private static String versions(Set<Integer> ready) {
        return ready.isEmpty()
                ? NONE
                : new TreeSet<>(ready).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Agreement agreed(Response told) {
        List<Member> hubs = new ArrayList<>();
        told.get(4).forEach(hub -> hubs.add(hub(hub)));
        return new Agreement(
                told.get(0).toLong(),
                told.get(1).toLong(),
                told.get(2).toInteger(),
                told.get(3).toInteger(),
                List.copyOf(hubs),
                texts(told.get(5)),
                texts(told.get(6)));
    }

    private static Member hub(Response told) {
        String ready = told.get(4).toString();
        return new Member(
                told.get(0).toString(),
                Member.State.valueOf(told.get(1).toString().toUpperCase(Locale.ROOT)),
                told.get(2).toLong(),
                told.get(3).toLong(),
                ready.equals(NONE)
                        ? Set.of()
                        : Arrays.stream(ready.split(",", -1))
                                .map(Integer::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                read(told.get(5).toString()));
    }

    private static List<String> texts(Response told) {
        List<String> texts = new ArrayList<>();
        told.forEach(text -> texts.add(text.toString()));
        return List.copyOf(texts);
    }

    private static String write(Self self) {
        try {
            return JSON.writeValueAsString(self);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Self read(String json) {
        try {
            return JSON.readValue(json, Self.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what a hub says of itself cannot be read", e);
        }
    }
}
