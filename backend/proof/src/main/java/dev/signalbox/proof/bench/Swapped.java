package dev.signalbox.proof.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a hub did whose rules were replaced again and again while events came.
 *
 * @param rate deliveries per second
 * @param quiet from when a delivery was due to its call, before any rule was replaced
 * @param swapping the same meanwhile
 * @param accepted acknowledged as new, of both
 * @param missing calls that never came
 * @param repeats calls that came twice
 */
record Swapped(
        String at,
        double rate,
        Took quiet,
        Took swapping,
        Swapper.Done done,
        Deciders.Found found,
        long accepted,
        long failed,
        long missing,
        long repeats) {

    /** @param longest of them in milliseconds: no pause of the hub was longer */
    record Took(Quantiles times, double longest) {}

    /** Acknowledged, and not in the journal. */
    @JsonProperty
    long lost() {
        return Math.max(0, accepted - found.events());
    }

    /** Whether each event was decided once, by one text. */
    boolean holds() {
        return lost() == 0 && missing == 0 && repeats == 0 && found.isClean() && done.activated() == done.refused();
    }

    /** For people. */
    List<String> lines() {
        return List.of(
                "activated     %d texts, p50 %.0f ms, p99 %.0f ms; %d broken ones refused"
                        .formatted(
                                done.activated(), done.took().p50(), done.took().p99(), done.refused()),
                "events        %,d at %,.0f/s, decided by %d texts; %d deliveries failed"
                        .formatted(found.events(), rate, found.texts(), failed),
                "wrong         lost %d, undecided %d, by two texts %d, by a replaced or later text %d, calls missing %d, twice %d (goal: 0)"
                        .formatted(
                                lost(),
                                found.undecided(),
                                found.mixed(),
                                found.back() + found.untimely(),
                                missing,
                                repeats),
                "due to call   p99 %.1f ms, longest %.0f ms (goal: 1,000); without activations %.1f ms, %.0f ms"
                        .formatted(
                                swapping.times().p99(),
                                swapping.longest(),
                                quiet.times().p99(),
                                quiet.longest()));
    }
}
