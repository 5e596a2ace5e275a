package dev.signalbox.flow.ingest;

import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a foreign stream through a group of its own. An entry is acknowledged after the journal has it, or after it was
 * found to be no event; until then it stays pending. Pending entries are read first after every start and trouble, and
 * whenever there are some between two reads: they were left by the hub that read this stream before.
 */
final class RedisStreamSource {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStreamSource.class);

    /** Always the same, so that the next start finds the pending entries of the one before. */
    private static final String CONSUMER = "signalbox";

    private static final int MOST = 64;
    private static final int BLOCK_MILLIS = 500;
    private static final int LOOK_MILLIS = 1000;
    private static final String PENDING = "0";
    private static final String NEW = ">";

    private final Vertx vertx;
    private final RedisLink redis;
    private final Source source;
    private final Source.Stream stream;
    private final RedisEntries entries;
    private final Bus bus;
    private final Outcomes outcomes;
    private final Tools tools;
    private String from = PENDING;
    private boolean troubled;
    private boolean open = true;
    private long looked;
    private int failures;

    RedisStreamSource(
            Vertx vertx,
            RedisLink redis,
            Source source,
            Source.Stream stream,
            Bus bus,
            Outcomes outcomes,
            Tools tools) {
        this.vertx = vertx;
        this.redis = redis;
        this.source = source;
        this.stream = stream;
        this.entries = new RedisEntries(source, tools);
        this.bus = bus;
        this.outcomes = outcomes;
        this.tools = tools;
    }

    /** Reads from now on, again and again. */
    void start() {
        group().compose(made -> round()).onComplete(this::next, this::trouble);
    }

    /** Entries under way stay pending. */
    Future<Void> close() {
        open = false;
        return redis.close();
    }

    private void next(int pause) {
        if (!open) {
            return;
        }
        if (troubled && pause == 0) {
            troubled = false;
            failures = 0;
            LOG.info("source {} reads again from stream {}", source.name(), stream.stream());
        }
        if (pause > 0) {
            vertx.setTimer(pause, timer -> start());
        } else {
            round().onComplete(this::next, this::trouble);
        }
    }

    private void trouble(Throwable cause) {
        if (!open) {
            return;
        }
        outcomes.of(source).error(tools.clock().millis(), String.valueOf(cause.getMessage()));
        if (!troubled) {
            troubled = true;
            LOG.warn(
                    "source {} cannot read stream {}, tries on: {}",
                    source.name(),
                    stream.stream(),
                    cause.getMessage());
        }
        from = PENDING;
        long pause = Math.min(2000, 50L << Math.min(failures++, 6));
        vertx.setTimer(pause / 2 + tools.random().nextLong(pause / 2 + 1), timer -> start());
    }

    /** Makes the group from the beginning of the stream, unless it is there. */
    private Future<Void> group() {
        if (!open) {
            return Future.failedFuture("closed");
        }
        return redis.send(Request.cmd(Command.XGROUP)
                        .arg("CREATE")
                        .arg(stream.stream())
                        .arg(stream.group())
                        .arg("0")
                        .arg("MKSTREAM"))
                .<Void>mapEmpty()
                .recover(error -> String.valueOf(error.getMessage()).startsWith("BUSYGROUP")
                        ? Future.succeededFuture()
                        : Future.failedFuture(error));
    }

    /** One read and what follows from it; the milliseconds to rest after it. */
    private Future<Integer> round() {
        return look().compose(seen -> redis.send(read())).compose(this::handle);
    }

    private Request read() {
        Request request = Request.cmd(Command.XREADGROUP)
                .arg("GROUP")
                .arg(stream.group())
                .arg(CONSUMER)
                .arg("COUNT")
                .arg(MOST);
        if (from.equals(NEW)) {
            request.arg("BLOCK").arg(BLOCK_MILLIS);
        }
        return request.arg("STREAMS").arg(stream.stream()).arg(from);
    }

    private Future<Integer> handle(Response reply) {
        List<RedisEntries.Entry> read = RedisEntries.of(reply, stream.stream());
        if (read.isEmpty()) {
            from = NEW;
            return Future.succeededFuture(0);
        }
        List<Future<Ack>> acks = new ArrayList<>(read.size());
        for (RedisEntries.Entry entry : read) {
            acks.add(bus.send(entries.delivery(entry)));
        }
        return Future.all(acks).compose(all -> settle(read, all.<Ack>list()));
    }

    private Future<Integer> settle(List<RedisEntries.Entry> read, List<Ack> acks) {
        Request done = Request.cmd(Command.XACK).arg(stream.stream()).arg(stream.group());
        int settled = 0;
        int rest = 0;
        for (int i = 0; i < acks.size(); i++) {
            if (acks.get(i) instanceof Ack.Deferred later) {
                outcomes.of(source).error(tools.clock().millis(), later.code() + ": " + later.detail());
                rest = Math.max(rest, 1000 * Math.max(1, later.retryAfter()));
                from = PENDING;
            } else {
                refusePoison(read.get(i), acks.get(i));
                done.arg(read.get(i).id());
                settled++;
            }
        }
        int pause = rest;
        return settled == 0 ? Future.succeededFuture(pause) : redis.send(done).map(acknowledged -> pause);
    }

    private void refusePoison(RedisEntries.Entry entry, Ack ack) {
        if (ack instanceof Ack.Rejected no) {
            String cause = "entry " + entry.id() + ": " + no.detail();
            outcomes.refused(
                    source,
                    0,
                    no.code(),
                    cause,
                    TraceParent.of(null, tools.random()).traceId());
        }
    }

    /** Nothing of this reader is under way between two reads: what is pending then, nobody else would read again. */
    private Future<Void> look() {
        long now = tools.clock().millis();
        if (now - looked < LOOK_MILLIS) {
            return Future.succeededFuture();
        }
        looked = now;
        return redis.send(Request.cmd(Command.XINFO).arg("GROUPS").arg(stream.stream()))
                .map(groups -> {
                    RedisEntries.Standing standing = RedisEntries.standing(groups, stream.group());
                    outcomes.of(source).lag(standing.lag());
                    if (standing.pending() > 0) {
                        from = PENDING;
                    }
                    return null;
                });
    }
}
