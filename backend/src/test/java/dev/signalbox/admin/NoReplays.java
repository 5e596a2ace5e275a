package dev.signalbox.admin;

import dev.signalbox.flow.replay.Replay;
import dev.signalbox.flow.replay.Replays;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Begins none and has none. */
final class NoReplays implements Replays {

    @Override
    public Future<Replay> begin(Replay.Wanted wanted, int rate) {
        return Future.failedFuture("there are no replays here");
    }

    @Override
    public Future<List<Replay>> list() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Optional<Replay>> find(String id) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Optional<Replay>> cancel(String id) {
        return Future.succeededFuture(Optional.empty());
    }
}
