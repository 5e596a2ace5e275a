package dev.signalbox.flow.task;

/** An attempt that was asked for. */
@FunctionalInterface
public interface Pending {

    /** It has begun: its outcome comes. */
    Pending BEGUN = () -> {};

    /** Nobody wants it any more: it is not made unless it has begun. From any thread. */
    void giveUp();
}
