package dev.signalbox.flow.ingest;

import io.vertx.core.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reader tells of its source, and how long it rests after trouble. Belongs to the thread of the reader. */
final class Report {

    private static final Logger LOG = LoggerFactory.getLogger(Report.class);
    private static final int MOST_REST = 2_000;
    private static final int LEAST_REST = 50;
    private static final int DOUBLED = 6;

    private final Source source;
    private final String what;
    private final Outcomes outcomes;
    private final Tools tools;
    private final Context loop;
    private int failures;

    /**
     * Where tidings go.
     *
     * @param loop that the outcomes belong to
     */
    record To(Outcomes outcomes, Context loop) {}

    /** @param what is read, as in "cannot read stream orders" */
    Report(Source source, String what, To to, Tools tools) {
        this.source = source;
        this.what = what;
        this.outcomes = to.outcomes();
        this.loop = to.loop();
        this.tools = tools;
    }

    /** It cannot be read: logged once until it can. The milliseconds to rest, more each time and never quite the same. */
    int trouble(String cause) {
        error(cause);
        if (failures == 0) {
            LOG.warn("source {} cannot read {}, tries on: {}", source.name(), what, cause);
        }
        int rest = Math.min(MOST_REST, LEAST_REST << Math.min(failures++, DOUBLED));
        return rest / 2 + tools.random().nextInt(rest / 2 + 1);
    }

    /** It can be read. */
    void well() {
        if (failures > 0) {
            failures = 0;
            LOG.info("source {} reads again from {}", source.name(), what);
        }
    }

    /** What will come again: the milliseconds until then. 0 when all was taken, refused for good or known. */
    int settled(List<Fetched> messages, List<Ack> acks) {
        int rest = 0;
        for (int i = 0; i < acks.size(); i++) {
            if (acks.get(i) instanceof Ack.Deferred later) {
                error(later.code() + ": " + later.detail());
                rest = Math.max(rest, 1000 * Math.max(1, later.retryAfter()));
            } else if (acks.get(i) instanceof Ack.Rejected no) {
                refused(messages.get(i), no);
            }
        }
        return rest;
    }

    void error(String cause) {
        long now = tools.clock().millis();
        onLoop(() -> outcomes.of(source).error(now, cause));
    }

    /** @param tick that the journal has */
    void ticked(Instant tick) {
        onLoop(() -> outcomes.of(source).ticked(tick.toEpochMilli()));
    }

    void dropped(int ticks) {
        onLoop(() -> outcomes.of(source).dropped(ticks));
    }

    void lag(@Nullable Long messages) {
        onLoop(() -> outcomes.of(source).lag(messages));
    }

    private void refused(Fetched message, Ack.Rejected no) {
        String trace = TraceParent.of(null, tools.random()).traceId();
        String cause = message.place() + ": " + no.detail();
        onLoop(() -> outcomes.refused(source, 0, no.code(), cause, trace));
    }

    private void onLoop(Runnable telling) {
        loop.runOnContext(now -> telling.run());
    }
}
