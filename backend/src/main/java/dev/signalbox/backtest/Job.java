package dev.signalbox.backtest;

import dev.signalbox.flow.match.Rules;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One back-test on its way. Written by the thread of the {@link Jobs}, read by any. */
public final class Job {

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    private final String id;
    private final Wanted wanted;
    private final Backtest backtest;
    private final InstantSource clock;
    private final long created;
    private volatile State state = State.QUEUED;
    private volatile Progress progress = new Progress(0, 0);
    private volatile long started;
    private volatile long ended;
    private volatile @Nullable String why;
    private volatile @Nullable Result result;

    /** Where it is. */
    public enum State {
        QUEUED,
        RUNNING,
        FINISHED,
        CANCELLED,
        FAILED
    }

    /**
     * What was asked for.
     *
     * @param revision of the draft; 0 for a text that is no draft
     * @param against version of the active rulebook
     * @param last how many events; 0 for a range
     */
    public record Wanted(String pack, long revision, int against, long last, Span span) {}

    private record Progress(long entries, long events) {}

    Job(String id, Wanted wanted, Backtest backtest, InstantSource clock) {
        this.id = id;
        this.wanted = wanted;
        this.backtest = backtest;
        this.clock = clock;
        this.created = clock.millis();
    }

    public String id() {
        return id;
    }

    public Wanted wanted() {
        return wanted;
    }

    public State state() {
        return state;
    }

    /** How many entries it has passed, of {@link Span#entries()}. */
    public long entries() {
        return progress.entries();
    }

    public long events() {
        return progress.events();
    }

    public long created() {
        return created;
    }

    /** 0 before. */
    public long started() {
        return started;
    }

    /** 0 before. */
    public long ended() {
        return ended;
    }

    /** Why it failed; null when it did not. */
    public @Nullable String why() {
        return why;
    }

    /** Null until it is finished; what was cancelled has none, since a part would look like the whole. */
    public @Nullable Result result() {
        return result;
    }

    /** What decided as active. */
    public Rules before() {
        return backtest.before().rules();
    }

    /** What decided with the draft. */
    public Rules after() {
        return backtest.after().rules();
    }

    public boolean over() {
        return state != State.QUEUED && state != State.RUNNING;
    }

    /** False when it is over already. */
    synchronized boolean cancel() {
        if (over()) {
            return false;
        }
        state = State.CANCELLED;
        ended = clock.millis();
        return true;
    }

    private synchronized boolean begin() {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.RUNNING;
        started = clock.millis();
        return true;
    }

    private synchronized void end(State as, @Nullable Result found, @Nullable String cause) {
        if (state == State.RUNNING) {
            result = found;
            why = cause;
            ended = clock.millis();
            state = as;
        }
    }

    /** Runs to an end of one kind or the other; whatever the rules do, nothing is thrown. */
    void run(Runnable giveWay) {
        if (!begin()) {
            return;
        }
        try {
            end(State.FINISHED, backtest.run(new Watch(giveWay)), null);
        } catch (GivenUp e) {
            end(State.FAILED, null, e.getMessage());
        } catch (Throwable e) {
            // A thread's top, and what was thrown may hold a value of an event.
            LOG.warn("back-test {} of pack {} ended by a fault of its own", id, wanted.pack(), Wordless.of(e));
            end(
                    State.FAILED,
                    null,
                    "it ended by a fault of its own (" + e.getClass().getSimpleName()
                            + "): the hub's log has more; try again");
        }
    }

    private final class Watch implements Backtest.Progress {
        private final Runnable giveWay;

        Watch(Runnable giveWay) {
            this.giveWay = giveWay;
        }

        @Override
        public void passed(int more, int decided) {
            progress = new Progress(progress.entries() + more, progress.events() + decided);
            giveWay.run();
        }

        @Override
        public boolean cancelled() {
            return state != State.RUNNING;
        }
    }
}
