package dev.signalbox.flow.ingest;

import dev.signalbox.flow.journal.AppendQueue;
import dev.signalbox.flow.journal.Offered;
import org.jspecify.annotations.Nullable;

/** What the hub bears at this moment, for who decides at the door. Asked for every delivery on the loop of ingest: must be cheap. */
public interface Strain {

    /** A hub that bears nothing. */
    Strain NONE = new Strain() {
        @Override
        public Offered.@Nullable Refused journal(long bytes) {
            return null;
        }

        @Override
        public AppendQueue queue() {
            return AppendQueue.NONE;
        }

        @Override
        public Space space() {
            return Space.UNKNOWN;
        }

        @Override
        public Backlog backlog() {
            return Backlog.NONE;
        }
    };

    /** Why the journal would refuse an offer of this size now; null when it would take it. */
    Offered.@Nullable Refused journal(long bytes);

    /** What waits for the journal. */
    AppendQueue queue();

    Space space();

    Backlog backlog();

    /**
     * What is journaled and not yet decided.
     *
     * @param most entries of one partition
     * @param ageMillis how long the oldest has been waiting
     */
    record Backlog(long most, long ageMillis) {

        public static final Backlog NONE = new Backlog(0, 0);
        private static final long MANY = 100_000;
        private static final long OLD_MILLIS = 60_000;

        /** Whether somebody has to know. */
        public boolean alarms() {
            return most > MANY || ageMillis > OLD_MILLIS;
        }
    }
}
