package dev.signalbox.flow;

import dev.signalbox.flow.journal.Claim;

/** Whether the entry after a position has ended owner after owner, so that it is tried alone, and then not at all. */
record Suspicion(Claim.Held held) {

    private static final int SUSPECT = 2;
    private static final int POISON = 4;

    /** How many owners ended without progress. */
    int owners() {
        return held.fruitless();
    }

    boolean holds() {
        return held.fruitless() >= SUSPECT;
    }

    /** Whether it is the entry after this position. */
    boolean isAt(long position) {
        return holds() && position == held.position();
    }

    boolean isPoison(long position) {
        return isAt(position) && held.fruitless() >= POISON;
    }
}
