package dev.signalbox.flow.match;

import dev.signalbox.sandbox.Budget;

/**
 * How much the rules of one partition may use and remember. All of it depends on nothing but the events and their order, so
 * that a session that is built again, a back-test and an explanation meet the same limits where live met them.
 *
 * @param once for one event, or one second of the clock
 * @param events of one type that are remembered; 0 for any number. The one that would leave first gives way to the next
 * @param facts of one declared type that rules have inserted and that have not expired; 0 for any number. The rule that
 *     inserts one more is stopped
 */
public record Limits(Budget.Limits once, int events, int facts) {

    public static final Limits STANDARD = new Limits(Budget.EVENT, 100_000, 10_000);
}
