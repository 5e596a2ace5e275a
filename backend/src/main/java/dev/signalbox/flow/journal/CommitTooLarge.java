package dev.signalbox.flow.journal;

/** A commit does not fit into one call of Redis: the owner is to split its batch and commit each part on its own. */
public final class CommitTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommitTooLarge(int keys, int values) {
        super("the commit writes " + values + " values to " + keys + " keys; one call takes " + RedisCommit.MOST_VALUES
                + " values and " + RedisCommit.MOST_KEYS + " keys");
    }
}
