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
    private record Memory(long used, long max) {

        boolean isNarrow() {
            return max > 0 && used > max / 2;
        }

        boolean isNearlyFull() {
            return max > 0 && used > max / 4 * 3;
        }
    }

    /** @param keeper where entries go before they leave */
    public RedisRetention(RedisJournal journal, RedisLink link, KeySpace keys, Duration age, Keeper keeper) {
        this.journal = journal;
        this.link = link;
        this.keys = keys;
        this.age = age.toMillis();
        this.keeper = keeper;
    }

    /**
     * What a step came to.
     *
     * @param gone how many entries went
     * @param pressing whether Redis is nearly full, so that nobody should wait with the next step or for a higher floor
     */
    public record Step(long gone, boolean pressing) {}

    /**
     * Trims one step of at most 1,000 entries, when it is due; to be called again while it trims some.
     *
     * @param floor first position that the rule window still needs; at most one after the handled position
     */
    public Future<Step> trim(int partition, long epoch, long floor) {
        return memory().compose(memory -> link.send(
                        Request.cmd(Command.XRANGE, keys.journal(partition), "-", "+", "COUNT", "1"))
                .compose(rows -> rows.size() == 0 || position(rows) >= floor
                        ? Future.succeededFuture(0L)
                        : trim(partition, epoch, new Span(position(rows), floor, memory)))
                .map(gone -> new Step(gone, memory.isNearlyFull())));
    }

    /** What may go, and how urgent it is. */
    private record Span(long first, long floor, Memory memory) {}

    private Future<Long> trim(int partition, long epoch, Span span) {
        long first = span.first();
        return due(partition, span, LEAP)
                .compose(end -> end > first ? Future.succeededFuture(end) : due(partition, span, STEP))
                .compose(end -> end > first
                        ? keeper.keep(partition, first, end, span.memory().isNearlyFull())
                        : Future.succeededFuture(first))
                .compose(end -> end > first
                        ? journal.trim(partition, epoch, Math.min(end, first + STEP))
                        : Future.succeededFuture(0L));
    }

    /** The position after a span, when all entries in it may go; else its first. */
    private Future<Long> due(int partition, Span span, long most) {
        long end = Math.min(span.first() + most, span.floor());
        if (span.memory().isNarrow()) {
            return Future.succeededFuture(end);
        }
        return link.send(Request.cmd(Command.XRANGE, keys.journal(partition), (end - 1) + "-0", "+", "COUNT", "1"))
                .compose(rows -> isOld(partition, rows))
                .map(old -> old ? end : span.first());
    }

    private Future<Boolean> isOld(int partition, Response rows) {
        if (rows.size() == 0) {
            return Future.succeededFuture(false);
        }
        long at = RedisEntry.read(partition, rows.get(0)).at();
        return link.send(Request.cmd(Command.TIME)).map(time -> time.get(0).toLong() * 1_000 - at > age);
    }

    private Future<Memory> memory() {
        return link.send(Request.cmd(Command.INFO, "memory"))
                .map(told -> new Memory(line(told, "used_memory:"), line(told, "maxmemory:")));
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
