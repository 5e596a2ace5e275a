package dev.signalbox.flow.journal;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits at the end of one partition's journal, on a connection of its own, which is opened when it is first needed. */
final class RedisArrivals {

    /** Longer than a read may block, for an unanswered request counts as a lost connection. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final int BLOCK_MILLIS = 1_000;
    private static final int MOST = 64;

    private final RedisLinks links;
    private final int partition;
    private final String key;
    private @Nullable RedisLink link;

    RedisArrivals(RedisLinks links, int partition, KeySpace keys) {
        this.links = links;
        this.partition = partition;
        this.key = keys.journal(partition);
    }

    Future<List<Entry>> after(long position) {
        Request request = Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(MOST)
                .arg("BLOCK")
                .arg(BLOCK_MILLIS)
                .arg("STREAMS")
                .arg(key)
                .arg(position + "-0");
        return link().send(request).map(this::entries);
    }

    private synchronized RedisLink link() {
        RedisLink opened = link;
        if (opened == null) {
            opened = links.open(TIMEOUT);
            link = opened;
        }
        return opened;
    }

    private List<Entry> entries(@Nullable Response reply) {
        List<Entry> entries = new ArrayList<>();
        if (reply != null && reply.size() > 0) {
            Response rows = reply.isMap() ? reply.get(key) : reply.get(0).get(1);
            rows.forEach(row -> entries.add(RedisEntry.read(partition, row)));
        }
        return entries;
    }
}
