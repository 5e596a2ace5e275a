package dev.signalbox.flow;

import dev.signalbox.egress.EgressClient;
import dev.signalbox.egress.EgressRules;
import dev.signalbox.egress.Resolver;
import dev.signalbox.event.Envelope;
import dev.signalbox.event.EventId;
import dev.signalbox.event.Payload;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.breaker.Passage;
import dev.signalbox.flow.job.Job;
import dev.signalbox.flow.job.Letters;
import dev.signalbox.flow.job.Order;
import dev.signalbox.flow.job.Standing;
import dev.signalbox.flow.job.StoredJobs;
import dev.signalbox.flow.job.Working;
import dev.signalbox.flow.journal.JournalHistory.Past;
import dev.signalbox.flow.journal.Keeper;
import dev.signalbox.flow.journal.Kind;
import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.journal.RedisHistory;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.flow.journal.RedisRemains;
import dev.signalbox.flow.journal.RedisRetention;
import dev.signalbox.flow.listen.RedisListeners;
import dev.signalbox.flow.process.Instance;
import dev.signalbox.flow.task.Calls;
import dev.signalbox.flow.task.InstanceWrites;
import dev.signalbox.flow.task.RedisDeadLetters;
import dev.signalbox.flow.task.RedisInstances;
import dev.signalbox.flow.task.Wanted;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import dev.signalbox.redis.RedisLinks;
import dev.signalbox.testing.TestRedis;
import dev.signalbox.testing.Until;
import dev.signalbox.trace.Moment;
import dev.signalbox.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The stages of a hub from the journal to the calls, over a real Redis, with two partitions. */
final class FlowHub implements AutoCloseable {

    static final int PARTITIONS = 2;
    static final Duration SOON = Duration.ofSeconds(20);
    static final Order PLAIN = new Order(Order.Kind.REDRIVE, 10_000, 0, false, null, "");

    final KeySpace keys = new KeySpace();
    final List<Moment> moments = new CopyOnWriteArrayList<>();
    final RedisJournal journal;
    final RedisLink link;
    final RedisInstances instances;
    final RedisDeadLetters dead;
    final StoredJobs jobs;
    private final Vertx vertx;

    /** Whether it works on jobs. */
    volatile boolean works = true;

    private final Working working;
    private final long looking;
    final RedisHistory history;
    private final RedisLinks links;
    private final EgressClient egress;
    final Stages stages;
    final Partitions partitions;
    private final Watchdog watchdog;
    private boolean closed;

    FlowHub(Vertx vertx, TestRedis redis, Path folder, Setup setup) {
        this.vertx = vertx;
        links = new RedisLinks(vertx, redis.endpoint(), new SplittableRandom(1));
        link = links.open(Duration.ofSeconds(2));
        Duration lease = Duration.ofSeconds(1);
        journal = new RedisJournal(
                vertx,
                links,
                new RedisJournal.Setup(
                        setup.hub(),
                        PARTITIONS,
                        lease,
                        Duration.ofDays(7),
                        folder.resolve("guard-" + setup.hub()),
                        keys,
                        setup.failpoints()));
        journal.ready().await();
        instances = new RedisInstances(link, keys, PARTITIONS);
        history = new RedisHistory(link, keys, PARTITIONS);
        dead = new RedisDeadLetters(link, keys, PARTITIONS);
        jobs = new StoredJobs(link, keys, PARTITIONS, setup.clock(), new SplittableRandom(3));
        working = new Working(new Working.Parts(vertx, jobs, journal, setup.clock(), setup.failpoints(), id -> works));
        looking = vertx.setPeriodic(20, tick -> look());
        egress = new EgressClient(vertx, new EgressRules(List.of("127.0.0.1"), Set.of()), Resolver.ofTheMachine(vertx));
        Trace trace = new Trace(List.of(moments::add));
        watchdog = Watchdog.open(new Watchdog.Parts(journal, keys, setup.clock()), Duration.ofMinutes(1), () -> {
            throw new AssertionError("a rule does not come to an end");
        });
        stages = new Stages(
                journal,
                new RedisRemains(link, keys),
                new RedisRetention(journal, link, keys, setup.retention(), Keeper.NONE),
                setup.rulebooks(),
                new SplittableRandom(2),
                instances,
                new RedisListeners(link, keys),
                new InstanceWrites(keys, Duration.ofDays(7)),
                new Calls(
                        new Calls.Outlets(
                                egress, name -> null, message -> Future.failedFuture("no sinks"), Passage.FREE),
                        trace,
                        setup.failpoints(),
                        setup.clock()),
                trace,
                keys,
                setup.clock(),
                setup.failpoints(),
                lease,
                (partition, done, all) -> {},
                watchdog,
                setup.shares());
        partitions = new Partitions(stages);
        partitions.start();
    }

    record Setup(
            String hub,
            Rulebooks rulebooks,
            Failpoints failpoints,
            InstantSource clock,
            Duration retention,
            Shares shares) {}

    /** Appends an event and waits until it is durable. */
    Offered.Accepted event(String type, String id, String key, String json) {
        return offer(Kind.EVENT, type, id, key, json);
    }

    Offered.Accepted offer(Kind kind, String type, String id, String key, String json) {
        Payload data = Payload.of(json.getBytes(StandardCharsets.UTF_8));
        Envelope envelope = new Envelope(new EventId("shop", "", id), type, key, null, "application/json", data);
        return (Offered.Accepted)
                journal.offer(new Offer(kind, envelope, key, null, 1, 1, 0)).await();
    }

    /** The n-th key of a partition. */
    String key(int partition, int n) {
        int found = 0;
        for (int i = 0; ; i++) {
            if (journal.partitionOf("k" + i) == partition && found++ == n) {
                return "k" + i;
            }
        }
    }

    /** What became of the entries of a partition, oldest first. */
    List<Past> past(int partition) {
        List<Past> found = new java.util.ArrayList<>(
                history.before(partition, Long.MAX_VALUE, 2_000).await());
        java.util.Collections.reverse(found);
        return found;
    }

    /** The entries of a partition once all of them, and at least so many, are decided. */
    List<Past> decided(int partition, int atLeast) {
        return Until.value(
                "entries decided in partition " + partition,
                SOON,
                () -> past(partition),
                past -> past.size() >= atLeast && past.stream().allMatch(Past::decided));
    }

    /** All instances once there are so many, all in the state. */
    List<Instance> instances(int count, String state) {
        return Until.value(
                count + " instances " + state,
                SOON,
                this::instances,
                found -> found.size() == count
                        && found.stream().allMatch(one -> one.state().word().equals(state)));
    }

    List<Instance> instances() {
        return instances
                .list(new Wanted(null, null, null, null, null, null), 1_000, null)
                .await()
                .items();
    }

    private void look() {
        var unusedLook = working.look();
    }

    /** Puts dead letters back, or gives them up, and waits until all of them are in the journal. */
    Standing job(Letters wanted, Order order) {
        Job job = jobs.begin(wanted, order).await().orElseThrow();
        return ended(job.id());
    }

    Standing ended(String job) {
        return Until.value(
                "the end of job " + job,
                SOON.multipliedBy(3),
                () -> jobs.find(job).await().orElseThrow(),
                found -> found.job().state() != Job.State.RUNNING);
    }

    Standing redrive(String... ids) {
        return job(letters(ids), PLAIN);
    }

    /** By two jobs that are there before either of them begins. */
    void redriveTwice(String... ids) {
        List<Job> both = Stream.generate(
                        () -> jobs.begin(letters(ids), PLAIN).await().orElseThrow())
                .limit(2)
                .toList();
        both.forEach(job -> ended(job.id()));
    }

    static Letters letters(String... ids) {
        return new Letters(List.of(ids), null, null, null, null, 0, Long.MAX_VALUE);
    }

    /** Gives the partitions back. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        vertx.cancelTimer(looking);
        working.close();
        try {
            partitions.stop(5_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        watchdog.close();
        journal.close().await();
        egress.close().await();
        links.close().await();
    }
}
