package dev.signalbox.flow.ingest;

import dev.signalbox.flow.journal.AppendQueue;
import dev.signalbox.flow.journal.Offered;
import org.jspecify.annotations.Nullable;

/** A hub that bears what a test says. */
final class FakeStrain implements Strain {

    volatile Offered.@Nullable Refused journal;
    volatile long most = Long.MAX_VALUE;
    volatile AppendQueue queue = AppendQueue.NONE;
    volatile Space space = Space.UNKNOWN;
    volatile Backlog backlog = Backlog.NONE;

    @Override
    public Offered.@Nullable Refused journal(long bytes) {
        return bytes > most ? new Offered.Refused("overloaded", bytes + " bytes more", 1) : journal;
    }

    @Override
    public AppendQueue queue() {
        return queue;
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public Backlog backlog() {
        return backlog;
    }
}
