package dev.signalbox.flow.ingest;

import dev.signalbox.flow.connection.Rate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is counted and remembered of one source; of a fixed size whatever comes. */
final class Tally {

    static final int KEPT = 100;
    private static final int CAME = 10;
    private static final int MOST_BYTES = 64 * 1024;

    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private final Deque<Sample.Came> came = new ArrayDeque<>();
    private final Rate rate = new Rate();
    private long accepted;
    private long duplicates;
    private long refused;
    private @Nullable Long lastEventAt;
    private @Nullable String lastError;
    private @Nullable Long lastErrorAt;
    private @Nullable Long lag;
    private @Nullable Long tickedAt;
    private long dropped;

    void accepted(long at) {
        accepted++;
        taken(at);
    }

    void duplicate(long at) {
        duplicates++;
        taken(at);
    }

    void refused(Refusal refusal) {
        refused++;
        error(refusal.at(), refusal.code() + ": " + refusal.cause());
        if (refusals.size() == KEPT) {
            refusals.removeFirst();
        }
        refusals.addLast(refusal);
    }

    /** To try a mapping with; what is large is not held for it. */
    void came(Sample.Came sample) {
        if (sample.delivery().body().size() > MOST_BYTES) {
            return;
        }
        if (came.size() == CAME) {
            came.removeLast();
        }
        came.addFirst(sample);
    }

    /** The last that came, the newest first. */
    List<Sample.Came> came() {
        return List.copyOf(came);
    }

    void error(long at, String error) {
        lastError = error;
        lastErrorAt = at;
    }

    void ticked(long at) {
        tickedAt = at;
    }

    void dropped(int ticks) {
        dropped += ticks;
    }

    void lag(@Nullable Long entries) {
        lag = entries;
    }

    /** The newest first. */
    List<Refusal> refusals() {
        List<Refusal> newest = new ArrayList<>(refusals);
        Collections.reverse(newest);
        return newest;
    }

    SourceStatus status(long now) {
        return new SourceStatus(
                accepted,
                duplicates,
                refused,
                lastEventAt,
                rate.at(now),
                lastError,
                lastErrorAt,
                lag,
                tickedAt,
                dropped);
    }

    private void taken(long at) {
        lastEventAt = at;
        rate.count(at);
    }
}
