package dev.signalbox.demo.world;

import java.util.List;

/** What the world's own ledger says at one moment; nothing in it was told by the hub but its answers to deliveries. */
public record Score(Events events, Starts starts, Account stock, Account money, Orders orders, Traffic traffic) {

    /**
     * @param sent different events, each counted once
     * @param accepted of these, answered with 2xx
     * @param waiting of these, without an answer yet: told again until there is one
     * @param refused of these, refused for good; of good events that must stay 0
     * @param duplicates deliveries of an event that was accepted before, made on purpose
     * @param bad deliveries that the hub must refuse: malformed, or badly signed
     * @param badRefused of these, refused
     */
    public record Events(
            long sent, long accepted, long waiting, long refused, long duplicates, long bad, long badRefused) {}

    /**
     * @param expected processes that the packs must start for what was accepted
     * @param once of these, arrived from exactly one instance
     * @param inFlight of these, not arrived yet
     * @param lost of these, not arrived within the deadline
     * @param doubled of these, arrived from more than one instance
     * @param missing what the oldest of those that have not arrived are about, such as {@code order:o-17}
     */
    public record Starts(long expected, long once, long inFlight, long lost, long doubled, List<String> missing) {}

    /**
     * Stock in pieces, or money in cents.
     *
     * @param taken reserved, or charged
     * @param shipped of these, gone out
     * @param givenBack of these, released or refunded
     * @param open of these, counted order by order: neither yet
     */
    public record Account(long taken, long shipped, long givenBack, long open) {

        public boolean balances() {
            return taken == shipped + givenBack + open;
        }
    }

    /** @param open placed, and the shop has not heard how it ended */
    public record Orders(long placed, long confirmed, long cancelled, long open) {}

    /**
     * @param stopped services that do not answer at the moment
     * @param edited packs whose starts are no longer known in advance: nothing of theirs is called lost
     */
    public record Traffic(boolean paused, double rate, List<String> stopped, List<String> edited) {}

    /** Whether each start that was expected has come, from one instance. */
    public boolean startsOnce() {
        return starts.once() == starts.expected() && starts.doubled() == 0;
    }

    /** Whether nothing is under way any more. */
    public boolean settled() {
        return events.waiting() == 0 && starts.inFlight() == 0 && orders.open() == 0;
    }

    public boolean balances() {
        return stock.balances() && money.balances();
    }
}
