package dev.signalbox.flow.replay;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Begins replays, tells of them and cancels them. */
public interface Replays {

    /**
     * It is on record when the future comes, and goes on after it. What is received from now on is not in it, and so its
     * own events are not.
     *
     * @param rate events a second at most
     */
    Future<Replay> begin(Replay.Wanted wanted, int rate);

    /** The newest first. */
    Future<List<Replay>> list();

    Future<Optional<Replay>> find(String id);

    /** What is in the journal once more stays there; a replay that is over stays as it is. */
    Future<Optional<Replay>> cancel(String id);
}
