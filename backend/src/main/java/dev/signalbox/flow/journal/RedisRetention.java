package dev.signalbox.flow.journal;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;

/**
 * Takes handled entries out of a journal once they are old, or once Redis is half full; never unread ones, and none that is not
 * where it is to be kept.
 */
public final class RedisRetention {

    private static final long STEP = 1_000;

    /** So many are looked at first: what is kept elsewhere is better written in large pieces. */
    private static final long LEAP = 16_384;

    private final RedisJournal journal;
    private final RedisLink link;
    private final KeySpace keys;
    private final long age;
    private final Keeper keeper;

    /** How full Redis is, in bytes; {@code max} is 0 when it has no limit. */
    public record Memory(long used, long max) {}

    /** @param keeper where entries go before they leave */
    public RedisRetention(RedisJournal journal, RedisLink link, KeySpace keys, Duration age, Keeper keeper) {
        this.journal = journal;
        this.link = link;
        this.keys = keys;
        this.age = age.toMillis();
        this.keeper = keeper;
    }

    /**
     * Trims one step of at most 1,000 entries, when it is due; to be called again while it returns more than 0.
     *
     * @param floor first position that the rule window still needs; at most one after the handled position
     * @return how many entries went
     */
    public Future<Long> trim(int partition, long epoch, long floor) {
        return link.send(Request.cmd(Command.XRANGE, keys.journal(partition), "-", "+", "COUNT", "1"))
                .compose(rows ->
                        rows.size() == 0 ? Future.succeededFuture(0L) : trim(partition, epoch, position(rows), floor));
    }

    private Future<Long> trim(int partition, long epoch, long first, long floor) {
        return due(partition, first, Math.min(first + LEAP, floor))
                .compose(end -> end > first
                        ? Future.succeededFuture(end)
                        : due(partition, first, Math.min(first + STEP, floor)))
                .compose(end -> end > first ? keeper.keep(partition, first, end) : Future.succeededFuture(first))
                .compose(end -> end > first
                        ? journal.trim(partition, epoch, Math.min(end, first + STEP))
                        : Future.succeededFuture(0L));
    }

    public Future<Memory> memory() {
        return link.send(Request.cmd(Command.INFO, "memory"))
                .map(told -> new Memory(line(told, "used_memory:"), line(told, "maxmemory:")));
    }

    /** The end, when all entries before it may go; else {@code first}. */
    private Future<Long> due(int partition, long first, long end) {
        if (end <= first) {
            return Future.succeededFuture(first);
        }
        return link.send(Request.cmd(Command.XRANGE, keys.journal(partition), (end - 1) + "-0", "+", "COUNT", "1"))
                .compose(rows -> isDue(partition, rows))
                .map(due -> due ? end : first);
    }

    private Future<Boolean> isDue(int partition, Response rows) {
        if (rows.size() == 0) {
            return Future.succeededFuture(false);
        }
        long at = RedisEntry.read(partition, rows.get(0)).at();
        return link.send(Request.cmd(Command.TIME))
                .compose(time -> time.get(0).toLong() * 1_000 - at > age
                        ? Future.succeededFuture(true)
                        : memory().map(memory -> memory.max() > 0 && memory.used() > memory.max() / 2));
    }

    private static long position(Response rows) {
        return RedisEntry.position(rows.get(0).get(0).toString());
    }

    private static long line(Response told, String name) {
        return told.toString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(0);
    }
}
