package dev.signalbox.admin;

import io.vertx.core.Future;
import java.util.List;

/** A hub that answers and one that is gone, with one partition. */
final class TwoHubs implements Hubs {

    private static final View VIEW = new View(
            List.of(
                    new Hub("a", true, "alive", "http://a", "http://b", "1", 1_000, 2_000, List.of(0)),
                    new Hub("b", false, "gone", "", "", "1", 1_000, 1_500, List.of())),
            List.of(new Partition(0, "a", "a", false, 3, 5, 7, 2, 40, "open")));

    @Override
    public Future<View> look() {
        return Future.succeededFuture(VIEW);
    }

    @Override
    public Future<Moved> move(int partition, String hub) {
        if (partition != 0) {
            return free(partition);
        }
        return Future.succeededFuture(
                switch (hub) {
                    case "a" -> new Moved.Done(VIEW);
                    case "b" -> new Moved.Gone(hub);
                    default -> new Moved.Absent("hub", hub);
                });
    }

    @Override
    public Future<Moved> free(int partition) {
        return Future.succeededFuture(
                partition == 0 ? new Moved.Done(VIEW) : new Moved.Absent("partition", String.valueOf(partition)));
    }
}
