package dev.signalbox.flow.task;

/**
 * Work that was asked for by hand and goes on by itself.
 *
 * @param count how many dead letters were selected
 * @param done how many are on their way back, durably
 * @param failed how many could not be put back; they are dead letters still
 */
public record Job(String id, long at, int count, int done, int failed) {

    public boolean ended() {
        return done + failed == count;
    }
}
