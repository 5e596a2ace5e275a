package dev.signalbox.rulebook;

/**
 * What a pack is to become. There is one for each pack, shared by all who edit.
 *
 * @param revision counts up with each save
 * @param time of the last save, milliseconds since the epoch
 */
public record Draft(Pack pack, long revision, String author, long time) {

    /** What became of a save. */
    public sealed interface Saved {

        record Done(long revision) implements Saved {}

        /** Somebody saved in between: nothing was written. */
        record Stale(long revision) implements Saved {}
    }
}
