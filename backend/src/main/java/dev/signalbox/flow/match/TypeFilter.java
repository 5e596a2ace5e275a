package dev.signalbox.flow.match;

import java.util.BitSet;
import java.util.Set;

/**
 * A set of event types that says no for sure and yes with a few types too many, as the filter of Bloom (1970) with one hash. What
 * it costs does not grow with the set: it stays in the processor's cache, where the names of a thousand types do not.
 */
final class TypeFilter {

    /** So many bits for each type: one in 16 others is taken for one of the set. */
    private static final int BITS = 16;

    private final BitSet bits;
    private final int mask;

    TypeFilter(Set<String> types) {
        this.mask = (Integer.highestOneBit(Math.max(1, types.size())) << 1) * BITS - 1;
        this.bits = new BitSet(mask + 1);
        types.forEach(type -> bits.set(place(type)));
    }

    boolean mayHold(String type) {
        return bits.get(place(type));
    }

    /** Texts that differ in their last characters differ in the lowest bits of their hashes. */
    private int place(String type) {
        int hash = type.hashCode();
        return (hash ^ hash >>> 16) & mask;
    }
}
