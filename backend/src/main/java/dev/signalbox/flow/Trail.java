package dev.signalbox.flow;

import dev.signalbox.flow.journal.Offer;
import dev.signalbox.flow.process.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Where something comes from that crosses partitions: goes with it, so that its story stays one.
 *
 * @param received when the delivery came in that began it, milliseconds since the epoch
 * @param depth how many derived events lie between
 */
record Trail(@Nullable String traceParent, long received, int depth) {

    static Trail of(Offer offer) {
        return new Trail(offer.traceParent(), offer.received(), offer.depth());
    }

    static Trail of(Instance instance) {
        var origin = instance.origin();
        return new Trail(origin.traceParent(), origin.received(), origin.depth());
    }
}
