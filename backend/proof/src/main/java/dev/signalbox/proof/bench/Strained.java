package dev.signalbox.proof.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What a hub did while it was offered more than it takes.
 *
 * @param rested memory before
 * @param after memory when everything was decided
 * @param offered deliveries that were sent
 */
record Strained(
        Before before,
        Overload.Press press,
        Pressed pressed,
        Onlooker.Seen seen,
        Onlooker.Memory rested,
        Onlooker.Memory after,
        long offered) {

    private static final double ENOUGH = 0.9;
    private static final double SLOW = 2;

    /**
     * The same hub before.
     *
     * @param options of the hub
     * @param diskSync milliseconds that each sync of its disk takes longer
     * @param capacity answered with 2xx per second in a closed loop
     * @param normal times of the accepted at half of that
     */
    record Before(String at, List<String> options, int diskSync, double capacity, Quantiles normal) {}

    /**
     * What was answered.
     *
     * @param good with 2xx per second
     * @param lost acknowledged as new and not in the journal
     * @param drained whether everything was decided soon after
     */
    record Pressed(
            double good,
            Quantiles accepted,
            Map<Integer, Long> refusedBy,
            Quantiles refused,
            long lost,
            boolean drained,
            double seconds) {

        static Pressed of(Answers answers, long journaled, boolean drained) {
            return new Pressed(
                    answers.perSecond(),
                    answers.fromSent(),
                    answers.refusedBy(),
                    answers.refusals(),
                    Math.max(0, answers.accepted() - journaled),
                    drained,
                    answers.seconds());
        }
    }

    /** Of the capacity that was found in the same run. */
    @JsonProperty
    double ofCapacity() {
        return pressed.good() / before.capacity();
    }

    @JsonProperty
    double ofNormalP99() {
        return pressed.accepted().p99() / Math.max(0.001, before.normal().p99());
    }

    /** For people. */
    List<String> lines() {
        return List.of(
                "capacity      %,.0f/s (%s%s)"
                        .formatted(before.capacity(), String.join(" ", before.options()), slowness()),
                "offered       %,.0f/s, wanted %,.0f/s"
                        .formatted(offered / press.seconds(), press.times() * before.capacity()),
                "goodput       %,.0f/s, %.0f %% of capacity (goal: %.0f %%)"
                        .formatted(pressed.good(), 100 * ofCapacity(), 100 * ENOUGH),
                "accepted      p99 %.1f ms, %.1f times that of half the capacity, %.1f ms (goal: %.0f)"
                        .formatted(
                                pressed.accepted().p99(),
                                ofNormalP99(),
                                before.normal().p99(),
                                SLOW),
                "refused       %s, p99 %.1f ms"
                        .formatted(pressed.refusedBy(), pressed.refused().p99()),
                "acked lost    %d (goal: 0)%s"
                        .formatted(pressed.lost(), pressed.drained() ? "" : "; not everything was decided in time"),
                "admin         p50 %.1f ms, p99 %.1f ms, %d failed"
                        .formatted(seen.admin().p50(), seen.admin().p99(), seen.failed()),
                "memory MiB    resident %d, at most %d, after %d; heap %d, at most %d, after %d"
                        .formatted(
                                mib(rested.resident()),
                                mib(seen.most().resident()),
                                mib(after.resident()),
                                mib(rested.heap()),
                                mib(seen.most().heap()),
                                mib(after.heap())));
    }

    private String slowness() {
        return before.diskSync() == 0 ? "" : ", each sync " + before.diskSync() + " ms longer";
    }

    private static long mib(long bytes) {
        return bytes >> 20;
    }
}
