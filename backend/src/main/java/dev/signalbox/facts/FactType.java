package dev.signalbox.facts;

import java.util.List;

/**
 * What is known of the events of one type.
 *
 * @param seen how many of them were looked at
 * @param since receive time of the oldest of these, milliseconds since the epoch
 * @param lastSeen receive time of the newest of these, milliseconds since the epoch
 * @param sources that reported them
 * @param whole whether all their paths are here; false when there are more than are kept
 * @param paths in the order of their names
 */
public record FactType(
        String type, long seen, long since, long lastSeen, List<String> sources, boolean whole, List<FactPath> paths) {

    /** The same with other paths. */
    public FactType with(List<FactPath> others) {
        return new FactType(type, seen, since, lastSeen, sources, whole, others);
    }
}
