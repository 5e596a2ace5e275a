package dev.signalbox.flow.journal;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import io.vertx.core.Promise;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** One call of {@code sb_append}: some offers to one partition. */
record RedisFlush(int partition, Buckets believed, List<Waiting> offers) {

    private static final int LIVE_BUCKETS = 3;

    /** An offer that waits for its outcome, since a moment of {@link System#nanoTime}. */
    record Waiting(Offer offer, Identity identity, int size, long since, Promise<Offered> outcome) {}

    /** @param half of the dedupe window, milliseconds */
    Request request(KeySpace keys, long half) {
        Request request = RedisFunctions.JOURNAL.call("sb_append").arg(4 + LIVE_BUCKETS * offers.size());
        request.arg(keys.journal(partition)).arg(keys.head(partition)).arg(keys.gate(partition));
        request.arg(keys.again(partition, believed.number()));
        for (Waiting waiting : offers) {
            for (int back = 0; back < LIVE_BUCKETS; back++) {
                int shard = waiting.identity().shard(believed.shards(back));
                request.arg(keys.seen(partition, believed.number() - back, shard));
            }
        }
        request.arg(believed.number()).arg(believed.shards());
        request.arg(believed.before()).arg(believed.oldest()).arg(half);
        offers.forEach(waiting -> RedisEntry.write(request, waiting.identity(), waiting.offer()));
        return request;
    }

    /** The outcome of the i-th offer from the reply of the call. */
    Offered outcome(Response reply, int i) {
        Response told = reply.get(i);
        long position = told.get(0).toLong();
        int flag = told.get(2).toInteger();
        return flag == 0
                ? new Offered.Accepted(partition, position, told.get(1).toLong())
                : new Offered.Duplicate(partition, position, flag == 2);
    }
}
