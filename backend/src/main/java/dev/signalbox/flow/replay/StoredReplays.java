package dev.signalbox.flow.replay;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Replays that are worked on by {@link Replaying}, of whichever hub. */
public final class StoredReplays implements Replays {

    private static final int LETTERS = 8;
    private static final int RADIX = 32;

    private final RedisReplays store;
    private final InstantSource clock;
    private final RandomGenerator random;

    public StoredReplays(RedisReplays store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Future<Replay> begin(Replay.Wanted wanted, int rate) {
        long now = clock.millis();
        StringBuilder id = new StringBuilder("r");
        for (int i = 1; i < LETTERS; i++) {
            id.append(Character.forDigit(random.nextInt(RADIX), RADIX));
        }
        Replay.Wanted past = new Replay.Wanted(
                wanted.source(),
                wanted.type(),
                wanted.subject(),
                wanted.event(),
                wanted.quarantined(),
                wanted.from(),
                Math.min(wanted.to(), now));
        return store.create(new Replay(id.toString(), now, past, rate, Replay.State.RUNNING, Replay.Progress.NONE));
    }

    @Override
    public Future<List<Replay>> list() {
        return store.list();
    }

    @Override
    public Future<Optional<Replay>> find(String id) {
        return store.find(id);
    }

    @Override
    public Future<Optional<Replay>> cancel(String id) {
        return store.find(id).compose(found -> {
            if (found.isEmpty() || found.get().state() != Replay.State.RUNNING) {
                return Future.succeededFuture(found);
            }
            return store.turn(id, Replay.State.CANCELLED)
                    .map(turned -> Optional.of(found.get().with(Replay.State.CANCELLED)));
        });
    }
}
