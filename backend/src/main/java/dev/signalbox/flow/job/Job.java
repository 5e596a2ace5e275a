package dev.signalbox.flow.job;

/**
 * Work over many instances that was asked for by hand and goes on by itself.
 *
 * @param at when it was asked for, milliseconds since the epoch
 * @param count how many items were selected
 */
public record Job(String id, long at, int count, Order order, State state, Progress progress) {

    /** How it stands. */
    public enum State {
        RUNNING,
        ENDED,
        CANCELLED,
        /** Too many became dead letters again. */
        STOPPED
    }

    /**
     * How far it is.
     *
     * @param handed items that are in the journal
     * @param trouble why it stands still at the moment; empty when it does not
     */
    public record Progress(int handed, String trouble) {
        static final Progress NONE = new Progress(0, "");
    }

    Job with(Progress further) {
        return new Job(id, at, count, order, state, further);
    }

    Job with(State other) {
        return new Job(id, at, count, order, other, progress);
    }
}
