package dev.signalbox.admin;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the hub knows about itself; the shapes are those of the API's contract. */
public interface Status {

    Future<Info> info();

    /** Why it cannot do its work, in words; empty when it can. As last known: must not block. */
    List<String> unready();

    /** What the hub still does before it decides what it takes already, in words; empty when it decides. */
    default List<String> catchingUp() {
        return List.of();
    }

    /**
     * @param hub id of this hub
     * @param startedAt milliseconds since the epoch
     * @param durability always, relaxed or unverified
     * @param retention a sentence, such as {@code keeps about 3 d 4 h at this rate}
     * @param archive what has left Redis; null where nothing is archived
     * @param rulebook the active version, or null
     */
    record Info(
            String version,
            String hub,
            long startedAt,
            String durability,
            Redis redis,
            String retention,
            @Nullable Archive archive,
            @Nullable Integer rulebook,
            List<Partition> partitions) {}

    /**
     * What the archive has, and may have.
     *
     * @param from when its oldest entry was received, milliseconds since the epoch; 0 while it is empty
     * @param maxAgeMillis after which its entries are deleted
     * @param trouble why it cannot be written; null when it can
     */
    record Archive(
            long entries,
            int segments,
            long bytes,
            long maxBytes,
            long from,
            long to,
            long maxAgeMillis,
            @Nullable String trouble) {}

    record Redis(boolean embedded, @Nullable String version, boolean up) {}

    /**
     * @param owner id of the hub that owns it, or null
     * @param position the last decided entry
     * @param last the last journaled entry
     * @param gate {@code open}, or why it is closed
     * @param replay how far this hub's replay of what its rules remember is; null when there is none
     */
    record Partition(
            int partition,
            @Nullable String owner,
            long epoch,
            long position,
            long last,
            long backlog,
            long backlogAgeMillis,
            String gate,
            @Nullable Replay replay) {}

    /** So many of the entries that rules remember are replayed. */
    record Replay(long done, long all) {}
}
