package dev.signalbox.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/** What was fixed at the first start with this Redis: the version of the keys' layout and the number of partitions. */
public final class RedisLayout {

    static final int VERSION = 2;

    private final RedisLink link;
    private final String key;

    public RedisLayout(RedisLink link, KeySpace keys) {
        this.link = link;
        this.key = keys.hub("layout");
    }

    /** Whether the hub may work with what is in this Redis. */
    public sealed interface Outcome {

        record Fits() implements Outcome {}

        /** @param reason one sentence for the operator */
        record Refused(String reason) implements Outcome {}
    }

    /** Writes the layout at the first start, compares it at every later one: a full Redis takes no write, not even this. */
    public Future<Outcome> settle(int partitions) {
        return read().compose(found -> found.get(0) != null && found.get(1) != null
                        ? Future.succeededFuture(found)
                        : write(partitions))
                .map(found -> compare(found, partitions));
    }

    private Future<Response> read() {
        return link.send(Request.cmd(Command.HMGET, key, "version", "partitions"));
    }

    private Future<Response> write(int partitions) {
        return link.transaction(List.of(
                        Request.cmd(Command.HSETNX, key, "version", "" + VERSION),
                        Request.cmd(Command.HSETNX, key, "partitions", "" + partitions)))
                .compose(ignored -> read());
    }

    private static Outcome compare(Response found, int partitions) {
        int version = found.get(0).toInteger();
        int fixed = found.get(1).toInteger();
        if (version > VERSION) {
            return new Outcome.Refused("This Redis was written by a newer hub (layout " + version
                    + "); this one knows layout " + VERSION + ". Start the newer hub.");
        }
        if (version < VERSION) {
            return new Outcome.Refused("This Redis has layout " + version + ", which this hub (layout " + VERSION
                    + ") cannot migrate. Start an older hub, or an empty Redis.");
        }
        if (fixed != partitions) {
            return new Outcome.Refused("This journal has " + fixed + " partitions, fixed at its first start; "
                    + partitions + " were asked for. Start with --partitions " + fixed + ".");
        }
        return new Outcome.Fits();
    }
}
