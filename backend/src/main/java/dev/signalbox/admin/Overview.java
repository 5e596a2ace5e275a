package dev.signalbox.admin;

import dev.signalbox.feed.History;
import dev.signalbox.feed.Tally;
import io.vertx.core.Future;
import java.util.List;

/** Whether the hub is well, what flows, and what needs somebody; the shapes are those of the API's contract. */
public interface Overview {

    Future<View> view();

    /**
     * @param retention a sentence, such as {@code keeps about 3 d 4 h at this rate}
     * @param journaled entries ever: 0 is a hub that has seen nothing yet
     * @param concerns the gravest first
     * @param remembered what the rules of this hub's partitions remember, by type
     */
    record View(
            Tally.Stats stats,
            History.Columns history,
            String retention,
            long journaled,
            List<Concern> concerns,
            List<Remembered> remembered) {}

    /**
     * Facts of one type in all partitions of this hub.
     *
     * @param inserted whether rules inserted them; else they are events
     * @param bytes that they take, about
     * @param oldest time of the oldest, milliseconds since the epoch; 0 without any
     * @param most that there may be in one partition; 0 for any number
     * @param fullest how many there are in the partition that has most
     */
    record Remembered(String type, boolean inserted, long count, long bytes, long oldest, int most, long fullest) {}

    /**
     * Something that needs somebody.
     *
     * @param kind a stable word, such as {@code dead_letters}
     * @param severity {@code bad}: needs somebody now; {@code warn}: will, unless it gets better
     * @param action what can be done, {@code href} where
     */
    record Concern(String kind, String severity, String title, String detail, String action, String href) {}
}
