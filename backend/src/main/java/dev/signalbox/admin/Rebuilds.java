package dev.signalbox.admin;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What sessions have to replay when a draft is activated: what its rules, beside those of the other packs, remember. */
@FunctionalInterface
public interface Rebuilds {

    /** Empty when the pack has no draft. */
    Future<Optional<Estimate>> ofDraft(String pack);

    /**
     * @param window what the rules remember, in milliseconds; 0 when none remembers anything
     * @param entries of the journal within it, of all partitions
     * @param millis how long that takes, by the speed of the replays of this hub; null while there was none
     */
    record Estimate(long window, long entries, @Nullable Long millis) {}
}
