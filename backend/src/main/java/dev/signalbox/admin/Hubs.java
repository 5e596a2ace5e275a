package dev.signalbox.admin;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hubs that share one Redis, and which of them owns what; the shapes are those of the API's contract. */
public interface Hubs {

    Future<View> look();

    /** Gives a partition to a hub, by hand. */
    Future<Moved> move(int partition, String hub);

    /** Lets the even shares decide again. */
    Future<Moved> free(int partition);

    record View(List<Hub> hubs, List<Partition> partitions) {}

    /**
     * @param self whether it is the one that answers
     * @param state alive, leaving or gone
     * @param admin URL of its admin port, {@code ingest} that of its ingest port; empty while it starts
     * @param partitions that it owns
     */
    record Hub(
            String id,
            boolean self,
            String state,
            String admin,
            String ingest,
            String version,
            long startedAt,
            long seenAt,
            List<Integer> partitions) {}

    /**
     * @param hub that owns it, or null; {@code wanted} the one that is to own it, or null when no hub is there
     * @param pinned whether it was given to a hub by hand
     * @param gate {@code open}, or why it is closed
     */
    record Partition(
            int number,
            @Nullable String hub,
            @Nullable String wanted,
            boolean pinned,
            long epoch,
            long position,
            long last,
            long backlog,
            long ageMillis,
            String gate) {}

    /** What became of the wish to move a partition. */
    sealed interface Moved {
        record Done(View view) implements Moved {}

        /** @param what there is none of */
        record Absent(String what, String id) implements Moved {}

        record Gone(String hub) implements Moved {}
    }
}
