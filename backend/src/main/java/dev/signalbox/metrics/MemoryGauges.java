package dev.signalbox.metrics;

import java.util.List;
import java.util.Map;

/** What the rules of this hub's partitions remember, at the moment of a scrape. */
public interface MemoryGauges {

    List<Held> held();

    /** Events that had to be forgotten early, by type. */
    Map<String, Long> forgotten();

    /**
     * Facts of one type in one partition.
     *
     * @param bytes that they take, about
     * @param most that there may be; 0 for any number
     */
    record Held(String type, long count, long bytes, int most) {

        /** How full it is, 0 to 1; 0 without a limit. */
        double used() {
            return most == 0 ? 0 : (double) count / most;
        }
    }
}
