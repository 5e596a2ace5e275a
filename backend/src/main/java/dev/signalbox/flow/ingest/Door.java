package dev.signalbox.flow.ingest;

import dev.signalbox.flow.ingest.Source.Priority;
import dev.signalbox.flow.journal.AppendQueue;
import dev.signalbox.flow.journal.Offered;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides before a body is read whether the hub can keep what comes: what cannot be kept is refused here and now, and
 * what was answered with 2xx is never dropped for it.
 */
final class Door {

    private static final String AGE = "Signalbox-Backlog-Age";

    private final Strain strain;
    private final Queueing queueing;
    private final InstantSource clock;
    private final RandomGenerator random;

    Door(Strain strain, Tools tools) {
        this.strain = strain;
        this.clock = tools.clock();
        this.random = tools.random();
        this.queueing = new Queueing();
    }

    /** Why a delivery of this size is not taken now; null when it is. */
    Ack.@Nullable Deferred refusal(Source source, long bytes) {
        Offered.Refused closed = strain.journal(bytes);
        if (closed != null) {
            return deferred(closed);
        }
        Ack.Deferred full = full(source);
        if (full != null) {
            return full;
        }
        AppendQueue queue = strain.queue();
        Queueing.Shed shed = queueing.look(queue, clock.millis());
        if (shed == Queueing.Shed.ALL || (shed == Queueing.Shed.BULK && source.priority() == Priority.BULK)) {
            return new Ack.Deferred("overloaded", waiting(queue), jittered(1));
        }
        return stale(source);
    }

    /** What the journal refused, put into the words of an answer. */
    Ack.Deferred deferred(Offered.Refused refused) {
        return new Ack.Deferred(refused.code(), refused.reason(), jittered(refused.retryAfter()));
    }

    /** What a sender is told beside its answer. */
    Map<String, String> notice() {
        Strain.Backlog backlog = strain.backlog();
        return backlog.alarms() ? Map.of(AGE, Long.toString(backlog.ageMillis() / 1_000)) : Map.of();
    }

    private Ack.@Nullable Deferred full(Source source) {
        Space space = strain.space();
        if (space.ofDisk() == Space.Level.FULL) {
            return new Ack.Deferred("journal_full", space.diskText(), jittered(10));
        }
        Space.Level memory = space.ofMemory();
        if (memory == Space.Level.FULL) {
            return new Ack.Deferred("journal_full", space.memoryText(), jittered(10));
        }
        return memory == Space.Level.BULK && source.priority() == Priority.BULK
                ? new Ack.Deferred("bulk_deferred", space.memoryText(), jittered(10))
                : null;
    }

    private static String waiting(AppendQueue queue) {
        return String.format(
                Locale.ROOT,
                "deliveries stand in a queue before the journal: %.1f flushes behind the one under way, the oldest for %d ms",
                queue.behind(),
                queue.waitedMillis());
    }

    private Ack.@Nullable Deferred stale(Source source) {
        int most = source.limits().stale();
        long age = strain.backlog().ageMillis();
        return most > 0 && age > most * 1_000L
                ? new Ack.Deferred(
                        "backlog_stale",
                        "the oldest undecided event has been waiting for " + age / 1_000 + " s, more than the " + most
                                + " s that this source allows",
                        jittered(5))
                : null;
    }

    /** Senders that were refused together shall not come back together. */
    private int jittered(int seconds) {
        return seconds + random.nextInt(seconds + 2);
    }
}
