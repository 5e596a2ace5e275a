package dev.signalbox.metrics;

import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How Redis and the partitions in it are doing, looked at once a second, so that who asks waits for nobody. */
public final class RedisVitals implements Gauges {

    private final RedisLink redis;
    private final KeySpace keys;
    private final InstantSource clock;
    private final String durability;
    private final List<Ages> ages;
    private final Keeping keeping;
    private volatile Seen seen = new Seen(List.of(), 0, new Asked(0, 0), 0, 0, 0, "", 0, 0);

    private volatile Disk disk = Disk.NONE;

    /**
     * What was seen last.
     *
     * @param memory bytes in use, {@code most} bytes allowed; 0 without a limit
     * @param version of the Redis server
     * @param rulebook the active version
     * @param kept for how long entries are kept, milliseconds; 0 while it is not known
     */
    private record Seen(
            List<Partition> partitions,
            long dead,
            Asked asked,
            long queued,
            long memory,
            long most,
            String version,
            int rulebook,
            long kept) {}

    /** Of all partitions. */
    private record Counts(long dead, Asked asked, long queued, long entries) {}

    /** @param since when the oldest was asked, milliseconds since the epoch; 0 without one */
    private record Asked(long waiting, long since) {}

    /**
     * One partition as last seen.
     *
     * @param hub that owns it, or owned it last; null when none did
     * @param until when the lease of its owner ends by the clock of Redis, milliseconds since the epoch
     * @param position last decided entry
     * @param last last journaled entry
     * @param ageMillis how long the oldest undecided entry has been waiting
     * @param closed why its gate is closed; null when it is open
     */
    public record Partition(
            int number,
            @Nullable String hub,
            long epoch,
            long until,
            long position,
            long last,
            long ageMillis,
            @Nullable String closed) {}

    /**
     * What the hub was told.
     *
     * @param retention after which an entry goes in any case
     */
    public record Setup(int partitions, String durability, Duration retention) {}

    public RedisVitals(RedisLink redis, KeySpace keys, InstantSource clock, Setup setup) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.durability = setup.durability();
        this.keeping = new Keeping(setup.retention().toMillis());
        this.ages = IntStream.range(0, setup.partitions())
                .mapToObj(number -> new Ages())
                .toList();
    }

    /** Looks once; keeps what it saw before when Redis is away. */
    public Future<Void> look() {
        List<Future<Partition>> partitions = new ArrayList<>();
        List<Future<Response>> dead = new ArrayList<>();
        List<Future<Response>> asked = new ArrayList<>();
        List<Future<Response>> queued = new ArrayList<>();
        List<Future<Response>> oldest = new ArrayList<>();
        List<Future<Response>> lengths = new ArrayList<>();
        for (int number = 0; number < ages.size(); number++) {
            partitions.add(partition(number));
            dead.add(redis.send(Request.cmd(Command.ZCARD, keys.deadByTime(number))));
            asked.add(redis.send(Request.cmd(Command.ZCARD, keys.questions(number))));
            queued.add(redis.send(Request.cmd(Command.ZCARD, keys.queued(number))));
            oldest.add(redis.send(Request.cmd(Command.ZRANGE, keys.questions(number), "0", "0", "WITHSCORES")));
            lengths.add(redis.send(Request.cmd(Command.XLEN, keys.journal(number))));
        }
        Future<Response> info = redis.send(Request.cmd(Command.INFO));
        Future<Response> rulebook = redis.send(Request.cmd(Command.HGET, keys.hub("rulebook"), "active"));
        return Future.all(List.of(
                        Future.all(partitions),
                        Future.all(dead),
                        Future.all(asked),
                        Future.all(queued),
                        Future.all(oldest),
                        Future.all(lengths),
                        info,
                        rulebook))
                .map(all -> {
                    List<Partition> found =
                            partitions.stream().map(Future::result).toList();
                    seen = seen(
                            found,
                            new Counts(sum(dead), new Asked(sum(asked), since(oldest)), sum(queued), sum(lengths)),
                            lines(info.result().toString()),
                            rulebook.result());
                    return null;
                });
    }

    private Seen seen(List<Partition> found, Counts counts, Map<String, String> info, @Nullable Response rulebook) {
        long memory = Long.parseLong(info.getOrDefault("used_memory", "0"));
        long most = Long.parseLong(info.getOrDefault("maxmemory", "0"));
        long last = found.stream().mapToLong(Partition::last).sum();
        return new Seen(
                found,
                counts.dead(),
                counts.asked(),
                counts.queued(),
                memory,
                most,
                info.getOrDefault("redis_version", ""),
                rulebook == null ? 0 : rulebook.toInteger(),
                keeping.millis(clock.millis(), last, counts.entries(), memory, most));
    }

    private static long sum(List<Future<Response>> counts) {
        return counts.stream().mapToLong(count -> count.result().toLong()).sum();
    }

    /** The least of the scores; a reply has the first member and its score, or nothing. */
    private static long since(List<Future<Response>> oldest) {
        return oldest.stream()
                .map(Future::result)
                .filter(reply -> reply.size() > 0)
                .mapToLong(RedisVitals::score)
                .min()
                .orElse(0);
    }

    private static long score(Response reply) {
        Response first = reply.get(0);
        return (first.size() == 2 ? first.get(1) : reply.get(1)).toLong();
    }

    private Future<Partition> partition(int number) {
        Future<Response> head = redis.send(Request.cmd(Command.HGET, keys.head(number), "n"));
        Future<Response> owner =
                redis.send(Request.cmd(Command.HMGET, keys.owner(number), "hub", "epoch", "position", "until"));
        Future<Response> gate = redis.send(Request.cmd(Command.HGET, keys.gate(number), "closed"));
        return Future.all(head, owner, gate).map(all -> {
            long last = number(head.result());
            long position = number(owner.result().get(2));
            long age = ages.get(number).age(clock.millis(), last, position);
            return new Partition(
                    number,
                    text(owner.result().get(0)),
                    number(owner.result().get(1)),
                    number(owner.result().get(3)),
                    position,
                    last,
                    age,
                    text(gate.result()));
        });
    }

    private static long number(@Nullable Response response) {
        return response == null ? 0 : response.toLong();
    }

    private static @Nullable String text(@Nullable Response response) {
        return response == null ? null : response.toString();
    }

    private static Map<String, String> lines(String info) {
        Map<String, String> lines = new HashMap<>();
        info.lines().filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            lines.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        return lines;
    }

    public List<Partition> partitions() {
        return seen.partitions();
    }

    public String version() {
        return seen.version();
    }

    /** Undecided entries of all partitions. */
    public long backlog() {
        return seen.partitions().stream()
                .mapToLong(partition -> Math.max(0, partition.last() - partition.position()))
                .sum();
    }

    @Override
    public List<Backlog> backlogs() {
        return seen.partitions().stream()
                .map(one -> new Backlog(one.number(), Math.max(0, one.last() - one.position()), one.ageMillis()))
                .toList();
    }

    @Override
    public long deadLetters() {
        return seen.dead();
    }

    @Override
    public Approvals approvals() {
        Asked asked = seen.asked();
        long age = asked.since() == 0 ? 0 : Math.max(0, clock.millis() - asked.since());
        return new Approvals(asked.waiting(), age);
    }

    @Override
    public long queued() {
        return seen.queued();
    }

    @Override
    public RedisState redis() {
        return new RedisState(redis.up(), redis.roundTripNanos(), seen.memory(), seen.most(), durability);
    }

    @Override
    public Disk disk() {
        return disk;
    }

    /** Takes what was seen of the disk by whoever may wait for it. */
    public void disk(Disk found) {
        disk = found;
    }

    @Override
    public long retentionMillis() {
        return seen.kept();
    }

    @Override
    public int rulebook() {
        return seen.rulebook();
    }
}
