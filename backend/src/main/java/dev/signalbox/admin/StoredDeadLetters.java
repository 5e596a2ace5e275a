package dev.signalbox.admin;

import dev.signalbox.flow.task.DeadLetter;
import dev.signalbox.flow.task.RedisDeadLetters;
import dev.signalbox.flow.task.RedisJobs;
import dev.signalbox.flow.task.Redrive;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dead letters as they are kept. */
public final class StoredDeadLetters implements DeadLetters {

    private final RedisDeadLetters deadLetters;
    private final Redrive redrive;
    private final RedisJobs jobs;

    public StoredDeadLetters(RedisDeadLetters deadLetters, Redrive redrive, RedisJobs jobs) {
        this.deadLetters = deadLetters;
        this.redrive = redrive;
        this.jobs = jobs;
    }

    @Override
    public Future<Page> list(@Nullable String fingerprint, int limit, @Nullable String before) {
        return deadLetters
                .list(fingerprint, limit, before)
                .compose(items -> deadLetters
                        .groups()
                        .map(groups -> new Page(
                                groups.stream().map(StoredDeadLetters::shown).toList(),
                                items.items().stream()
                                        .map(StoredDeadLetters::shown)
                                        .toList(),
                                items.next())))
                .recover(fault -> Future.failedFuture(Query.cursor(fault)));
    }

    @Override
    public Future<Optional<Job>> redrive(List<String> ids, @Nullable String fingerprint) {
        return (fingerprint == null ? redrive.ids(ids) : redrive.fingerprint(fingerprint))
                .map(job -> job.map(StoredDeadLetters::shown));
    }

    @Override
    public Future<Optional<Job>> job(String id) {
        return jobs.load(id).map(job -> job.map(StoredDeadLetters::shown));
    }

    private static Job shown(dev.signalbox.flow.task.Job job) {
        return new Job(job.id(), job.count(), job.done(), job.failed(), job.ended() ? "done" : "running");
    }

    private static Group shown(RedisDeadLetters.Group group) {
        DeadLetter latest = group.latest();
        return new Group(
                group.fingerprint(),
                group.count(),
                latest.cause().title(),
                group.first(),
                group.last(),
                latest.definition(),
                latest.task());
    }

    private static Item shown(DeadLetter dead) {
        return new Item(
                dead.id(),
                dead.instance(),
                dead.definition(),
                dead.version(),
                dead.task(),
                dead.cause().title() + ": " + dead.cause().detail(),
                dead.attempts(),
                dead.at(),
                dead.event().id(),
                dead.event().source(),
                dead.fingerprint());
    }
}
