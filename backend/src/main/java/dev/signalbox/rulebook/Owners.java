package dev.signalbox.rulebook;

import io.vertx.core.Future;

/** Those who have to be ready for a new version, and to follow it. */
public interface Owners {

    /** Builds sessions of a version beside the current ones, up to near the head; done when all are ready. */
    Future<Void> prepare(int version);

    /** A pack is active: what stands beside its rules, its sources, comes into force. Repeating it changes nothing. */
    Future<Void> follow(Pack pack);
}
