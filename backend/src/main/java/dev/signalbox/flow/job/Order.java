package dev.signalbox.flow.job;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done to each item of a job.
 *
 * @param rate items a second at most
 * @param stopAfter so many that are dead letters again; 0 for never
 * @param newest whether instances are to go on with the newest version of their definition
 * @param input JSON that the task which failed is to have instead of its own; null for its own
 * @param reason why, in the words of a person; empty when nobody said
 */
public record Order(
        Kind kind,
        int rate,
        int stopAfter,
        boolean newest,
        @Nullable String input,
        String reason) {

    /** What is done. */
    public enum Kind {
        /** To the task that failed. */
        REDRIVE,
        /** Of what has failed. */
        DISCARD,
        /** Of what has not ended, or has failed. */
        CANCEL,
        /** The same, and what has not ended undoes what it did before. */
        COMPENSATE
    }

    /** Whether it can be refused for one and granted later, so that each job asks anew. */
    boolean conditional() {
        return newest || input != null;
    }
}
