package dev.signalbox.demo.world;

import java.util.List;

/**
 * What became of all orders of a run, by the answers that the services gave: nothing in it was told by the hub.
 *
 * @param sent orders that the shop has told the hub
 * @param accepted of these, answered with 2xx
 * @param finished of these, reserved, charged, sent and confirmed, each once
 * @param compensated of these, cancelled, and nothing is left of what was done for them
 * @param neither of these, any other
 * @param wrong the first of those that are neither, in words
 * @param stock in pieces
 * @param money in cents
 * @param parcels by their number
 * @param once whether each start that was expected came from exactly one instance
 */
public record Verdict(
        long sent,
        long accepted,
        long finished,
        long compensated,
        long neither,
        List<String> wrong,
        Account stock,
        Account money,
        Account parcels,
        boolean once) {

    /**
     * @param out what a service has given out and not got back
     * @param sold what the shop has sold in the orders that are finished
     */
    public record Account(long out, long sold) {

        public boolean agrees() {
            return out == sold;
        }
    }

    /** Whether each order ended finished or wholly undone, and all services agree with the shop. */
    public boolean holds() {
        return accepted == sent
                && finished + compensated == sent
                && neither == 0
                && once
                && stock.agrees()
                && money.agrees()
                && parcels.agrees();
    }
}
