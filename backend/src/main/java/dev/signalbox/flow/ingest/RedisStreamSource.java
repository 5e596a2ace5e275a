package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Causes;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;

/**
 * Reads a foreign stream through a group of its own. An entry is acknowledged after the journal has it, or after it was
 * found to be no event; until then it stays pending. Pending entries are read first after every start and trouble, and
 * whenever there are some between two reads: they were left by the hub that read this stream before.
 */
final class RedisStreamSource implements Reader {

    /** Always the same, so that the next start finds the pending entries of the one before. */
    private static final String CONSUMER = "signalbox";

    private static final int MOST = 64;
    private static final int BLOCK_MILLIS = 500;
    private static final int LOOK_MILLIS = 1000;
    private static final String PENDING = "0";
    private static final String NEW = ">";

    private final Vertx vertx;
    private final RedisLink redis;
    private final Inlet.RedisStream stream;
    private final RedisEntries entries;
    private final Bus bus;
    private final Report report;
    private final Tools tools;
    private String from = PENDING;
    private boolean open = true;
    private long looked;

    RedisStreamSource(
            Vertx vertx,
            RedisLink redis,
            Source source,
            Inlet.RedisStream stream,
            Bus bus,
            Report report,
            Tools tools) {
        this.vertx = vertx;
        this.redis = redis;
        this.stream = stream;
        this.entries = new RedisEntries(source, tools);
        this.bus = bus;
        this.report = report;
        this.tools = tools;
    }

    @Override
    public void start() {
        group().compose(made -> round()).onComplete(this::next, this::trouble);
    }

    /** Entries under way stay pending. */
    @Override
    public Future<Void> close() {
        open = false;
        return redis.close();
    }

    private void next(int pause) {
        if (!open) {
            return;
        }
        if (pause > 0) {
            vertx.setTimer(pause, timer -> start());
        } else {
            report.well();
            round().onComplete(this::next, this::trouble);
        }
    }

    private void trouble(Throwable cause) {
        if (open) {
            from = PENDING;
            vertx.setTimer(report.trouble(Causes.text(cause)), timer -> start());
        }
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
        List<Fetched> fetched = read.stream().map(entries::fetched).toList();
        return bus.send(fetched.stream().map(Fetched::delivery).toList()).compose(acks -> settle(fetched, acks));
    }

    private Future<Integer> settle(List<Fetched> fetched, List<Ack> acks) {
        int rest = report.settled(fetched, acks);
        if (rest > 0) {
            from = PENDING;
        }
        Request done = Request.cmd(Command.XACK).arg(stream.stream()).arg(stream.group());
        int settled = 0;
        for (int i = 0; i < acks.size(); i++) {
            if (!(acks.get(i) instanceof Ack.Deferred)) {
                done.arg(String.valueOf(fetched.get(i).delivery().fallbackId()));
                settled++;
            }
        }
        return settled == 0 ? Future.succeededFuture(rest) : redis.send(done).map(acknowledged -> rest);
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
                    report.lag(standing.lag());
                    if (standing.pending() > 0) {
                        from = PENDING;
                    }
                    return null;
                });
    }
}
