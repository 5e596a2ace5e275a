package dev.signalbox.flow.job;

import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Works on the jobs that this hub has to do: one hub on each, and another one goes on with it when that is gone. It works on
 * one event loop; what it tells can be asked from anywhere.
 */
public final class Working {

    private final Parts parts;
    private final Map<String, JobRun> running = new ConcurrentHashMap<>();
    private final LongAdder items = new LongAdder();
    private volatile boolean open = true;

    /**
     * @param jobs what is to be done, and what comes of it
     * @param here whether this hub is the one for a job of this id
     */
    public record Parts(
            Vertx vertx,
            StoredJobs jobs,
            Journal journal,
            InstantSource clock,
            Failpoints failpoints,
            Predicate<String> here) {

        RedisJobs store() {
            return jobs.store();
        }

        RedisOutcomes outcomes() {
            return jobs.outcomes();
        }
    }

    public Working(Parts parts) {
        this.parts = parts;
    }

    /** Begins what is there to be done; to be called again and again. */
    public Future<Void> look() {
        return parts.store().open().map(all -> {
            all.stream()
                    .filter(job -> job.state() == Job.State.RUNNING)
                    .map(Job::id)
                    .filter(parts.here())
                    .forEach(this::begin);
            return null;
        });
    }

    private void begin(String id) {
        if (open && !running.containsKey(id)) {
            JobRun run = new JobRun(parts, id, this::isWanted, items::add);
            running.put(id, run);
            run.go().onComplete(over -> running.remove(id));
        }
    }

    private boolean isWanted(String id) {
        return open && parts.here().test(id);
    }

    /** How many are being worked on here. */
    public int running() {
        return running.size();
    }

    /** Items that this hub has journaled. */
    public long items() {
        return items.sum();
    }

    /** What is under way ends with its step, and is gone on with by whoever comes next. */
    public void close() {
        open = false;
    }
}
