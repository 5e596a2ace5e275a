package dev.signalbox.flow.replay;

import dev.signalbox.flow.journal.Journal;
import dev.signalbox.flow.journal.JournalHistory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * Works on the replays that this hub has to do: one hub on each, and another one goes on with it when that is gone. It works on
 * one event loop; what it tells can be asked from anywhere.
 */
public final class Replaying {

    private final Parts parts;
    private final Map<String, ReplayRun> running = new ConcurrentHashMap<>();
    private final LongAdder replayed = new LongAdder();
    private volatile boolean open = true;

    /**
     * @param here whether this hub is the one for a replay of this id
     */
    public record Parts(
            Vertx vertx,
            RedisReplays store,
            JournalHistory history,
            Journal journal,
            InstantSource clock,
            Predicate<String> here) {}

    public Replaying(Parts parts) {
        this.parts = parts;
    }

    /** Begins what is there to be done; to be called again and again. */
    public Future<Void> look() {
        return parts.store().open().map(all -> {
            all.stream()
                    .filter(replay -> replay.state() == Replay.State.RUNNING)
                    .filter(replay -> parts.here().test(replay.id()))
                    .forEach(this::begin);
            return null;
        });
    }

    private void begin(Replay replay) {
        if (open && !running.containsKey(replay.id())) {
            ReplayRun run = new ReplayRun(parts, replay, this::isWanted, replayed::increment);
            running.put(replay.id(), run);
            run.go().onComplete(over -> running.remove(replay.id()));
        }
    }

    private boolean isWanted(String id) {
        return open && parts.here().test(id);
    }

    /** How many are being worked on here. */
    public int running() {
        return running.size();
    }

    /** Events that this hub has journaled once more. */
    public long replayed() {
        return replayed.sum();
    }

    /** What is under way ends with its step, and is gone on with by whoever comes next. */
    public void close() {
        open = false;
    }
}
