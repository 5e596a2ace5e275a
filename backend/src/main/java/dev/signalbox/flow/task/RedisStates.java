package dev.signalbox.flow.task;

import dev.signalbox.flow.process.State;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** How many instances of a definition are in which state, and how many events are in quarantine: counted, never listed. */
public final class RedisStates {

    private static final List<State> SHOWN =
            List.of(State.RUNNING, State.WAITING, State.RETRYING, State.FAILED, State.COMPENSATING);

    private final RedisLink redis;
    private final KeySpace keys;
    private final int partitions;

    public RedisStates(RedisLink redis, KeySpace keys, int partitions) {
        this.redis = redis;
        this.keys = keys;
        this.partitions = partitions;
    }

    /** By definition, the instances in each of the states in which something is still to be done. */
    public Future<Map<String, Map<State, Long>>> count(Collection<String> definitions) {
        List<Future<Void>> counts = new ArrayList<>();
        Map<String, Map<State, Long>> found = new HashMap<>();
        for (String definition : definitions) {
            for (State state : SHOWN) {
                counts.add(count(definition, state).map(sum -> {
                    found.computeIfAbsent(definition, any -> new HashMap<>()).put(state, sum);
                    return null;
                }));
            }
        }
        return Future.all(counts).map(found);
    }

    private Future<Long> count(String definition, State state) {
        return sum(partition -> Request.cmd(Command.ZCARD, keys.instances(partition, definition, state.word())));
    }

    /** Events that were put aside, whose cause is still kept. */
    public Future<Long> quarantined() {
        return sum(partition -> Request.cmd(Command.HLEN, keys.quarantine(partition)));
    }

    private Future<Long> sum(IntFunction<Request> question) {
        List<Future<Response>> answers = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            answers.add(redis.send(question.apply(partition)));
        }
        return Future.all(answers).map(all -> answers.stream()
                .mapToLong(answer -> answer.result().toLong())
                .sum());
    }
}
