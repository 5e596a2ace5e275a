package dev.signalbox.flow.journal;

/** What became of the wish to own a partition. */
public sealed interface Claim {

    /**
     * It is ours until the lease ends.
     *
     * @param epoch number of this ownership; every older one is fenced
     * @param position last handled entry
     * @param commit number of the last commit
     * @param rulebook version that was active at the position; 0 when there was none
     * @param fruitless tells a poison entry: up to two claims since the last one that made progress, and after them each
     *     time that the next entry was tried
     */
    record Held(long epoch, long position, long commit, int rulebook, int fruitless) implements Claim {}

    /** Another hub holds it. */
    record Taken(String hub, long leaseEnd) implements Claim {}
}
