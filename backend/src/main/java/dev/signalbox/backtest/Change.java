package dev.signalbox.backtest;

import java.util.Set;
import java.util.TreeSet;

/**
 * A moment that the sides decide differently.
 *
 * @param kinds what differs: {@code new}, {@code lost} or {@code changed} starts, {@code fired} rules, {@code said} for
 *     what is emitted, cancelled or alerted, {@code quarantined}
 */
public record Change(Moment moment, Set<String> kinds, Version before, Version after) implements Comparable<Change> {

    public static final Set<String> KINDS = Set.of("new", "lost", "changed", "fired", "said", "quarantined");

    /** The rules that differ, or fired on either side. */
    public Set<String> rules() {
        Set<String> rules = new TreeSet<>(before.matched());
        rules.addAll(after.matched());
        return rules;
    }

    /** By time; no two are equal. */
    @Override
    public int compareTo(Change other) {
        int order = Long.compare(moment.at(), other.moment.at());
        order = order != 0 ? order : Integer.compare(moment.partition(), other.moment.partition());
        order = order != 0 ? order : Long.compare(moment.position(), other.moment.position());
        return order != 0 ? order : Long.compare(moment.second(), other.moment.second());
    }
}
