package dev.signalbox.egress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Keeps the calls under way to one target below a bound; the others wait for their turn in the order of their coming. A
 * slow target holds up its own calls only. Owned by one event loop.
 */
final class Lanes {

    private final int width;
    private final Map<String, Lane> lanes = new HashMap<>();

    Lanes(int width) {
        this.width = width;
    }

    /** Makes the call when it is its turn. The calls themselves must not throw. */
    <T> Future<T> enter(String target, Supplier<Future<T>> call) {
        Lane lane = lanes.computeIfAbsent(target, key -> new Lane());
        Future<T> turn = lane.turn().compose(go -> call.get());
        return turn.onComplete(done -> leave(target, lane));
    }

    private void leave(String target, Lane lane) {
        Promise<Void> next = lane.waiting.poll();
        if (next != null) {
            next.complete();
            return;
        }
        lane.busy--;
        if (lane.busy == 0) {
            lanes.remove(target);
        }
    }

    private final class Lane {
        private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
        private int busy;

        private Future<Void> turn() {
            if (busy < width) {
                busy++;
                return Future.succeededFuture();
            }
            Promise<Void> turn = Promise.promise();
            waiting.add(turn);
            return turn.future();
        }
    }
}
