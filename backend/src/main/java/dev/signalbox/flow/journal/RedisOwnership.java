package dev.signalbox.flow.journal;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisFunctions;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/** What the owner of one partition asks: its entries, its lease, its commits. On a connection of its own. */
final class RedisOwnership {

    private static final String FENCED = "FENCED ";

    private final RedisLink link;
    private final int partition;
    private final String hub;
    private final long lease;
    private final KeySpace keys;
    private final Failpoints failpoints;

    RedisOwnership(RedisLink link, int partition, RedisJournal.Setup setup) {
        this.link = link;
        this.partition = partition;
        this.hub = setup.hub();
        this.lease = setup.lease().toMillis();
        this.keys = setup.keys();
        this.failpoints = setup.failpoints();
    }

    Future<List<Entry>> read(long after, int max) {
        return link.send(Request.cmd(Command.XRANGE, keys.journal(partition), (after + 1) + "-0", "+", "COUNT", max))
                .map(this::entries);
    }

    Future<Long> clock() {
        return link.send(Request.cmd(Command.TIME))
                .map(told -> told.get(0).toLong() * 1000 + told.get(1).toLong() / 1000);
    }

    Future<Claim> claim() {
        return link.send(call("sb_claim", keys.owner(partition), keys.head(partition))
                        .arg(hub)
                        .arg(lease))
                .map(RedisOwnership::claimed);
    }

    Future<Boolean> renew(long epoch) {
        return link.send(call("sb_renew", keys.owner(partition))
                        .arg(hub)
                        .arg(epoch)
                        .arg(lease))
                .map(true)
                .recover(RedisOwnership::notOurs);
    }

    Future<Boolean> tries(long epoch) {
        return link.send(call("sb_try", keys.owner(partition)).arg(hub).arg(epoch))
                .map(true)
                .recover(RedisOwnership::notOurs);
    }

    Future<Boolean> blame(long epoch, Blame blame) {
        return link.send(call("sb_blame", keys.owner(partition), blame.key())
                        .arg(hub)
                        .arg(epoch)
                        .arg(blame.field())
                        .arg(blame.row()))
                .map(true)
                .recover(RedisOwnership::notOurs);
    }

    Future<Boolean> release(long epoch) {
        return link.send(call("sb_release", keys.owner(partition)).arg(hub).arg(epoch))
                .map(true)
                .recover(RedisOwnership::notOurs);
    }

    Future<Committed> commit(long epoch, Commit commit) {
        Request request = RedisCommit.request(keys, partition, new RedisCommit.Owner(hub, epoch, lease), commit);
        return link.send(request).map(RedisCommit::outcome).recover(RedisOwnership::fenced);
    }

    Future<Long> trim(long epoch, long keep) {
        failpoints.pass(Failpoint.TRIM_BEFORE);
        return link.send(call("sb_trim", keys.journal(partition), keys.decisions(partition), keys.owner(partition))
                        .arg(hub)
                        .arg(epoch)
                        .arg(keep))
                .map(Response::toLong);
    }

    private static Request call(String function, String... keys) {
        Request request = RedisFunctions.JOURNAL.call(function).arg(keys.length);
        for (String key : keys) {
            request.arg(key);
        }
        return request;
    }

    private List<Entry> entries(Response rows) {
        List<Entry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(RedisEntry.read(partition, row)));
        return entries;
    }

    private static Claim claimed(Response told) {
        if (told.get(0).toInteger() == 0) {
            return new Claim.Taken(told.get(1).toString(), told.get(2).toLong());
        }
        return new Claim.Held(
                told.get(1).toLong(),
                told.get(2).toLong(),
                told.get(3).toLong(),
                told.get(4).toInteger(),
                told.get(5).toInteger());
    }

    private static Future<Boolean> notOurs(Throwable error) {
        return isFenced(error) ? Future.succeededFuture(false) : Future.failedFuture(error);
    }

    private static Future<Committed> fenced(Throwable error) {
        return isFenced(error)
                ? Future.succeededFuture(
                        new Committed.Fenced(String.valueOf(error.getMessage()).substring(FENCED.length())))
                : Future.failedFuture(error);
    }

    private static boolean isFenced(Throwable error) {
        return String.valueOf(error.getMessage()).startsWith(FENCED);
    }
}
