package dev.signalbox.proof.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/** What one run measured: the limits, the highest rate, and the times at a constant rate. */
record Figures(Limits limits, Highest highest, Constant constant) {

    private static final double MOST_OTHERS = 0.05;

    /**
     * What the machine allows.
     *
     * @param bare answers per second of a server that keeps nothing
     * @param bareCpuMillis per answer
     * @param syncs fdatasyncs per second
     * @param synced events per second, were the disk all
     */
    record Limits(double bare, double bareCpuMillis, double syncs, int group, double synced) {}

    /**
     * Closed loop.
     *
     * @param accepted deliveries answered with 2xx per second
     * @param calls first calls per second, until the last one came; 0 where no rule asks for one
     * @param sustained deliveries per second until the last of them was decided and called for
     */
    record Highest(
            double accepted,
            double calls,
            double sustained,
            long duplicates,
            long failed,
            long missing,
            long repeated,
            Quantiles ack,
            Cost cost) {}

    /**
     * Open loop at a constant rate; times count from when a delivery was due.
     *
     * @param call from the answer to the first call
     * @param action from when the delivery was due to the first call
     */
    record Constant(
            double rate, long failed, long missing, Quantiles ack, Quantiles call, Quantiles action, Cost cost) {}

    /**
     * Milliseconds of processor time per delivery, and what else ran.
     *
     * @param others share of all processors; null where the machine does not tell
     */
    record Cost(
            double hub,
            double redis,
            double generator,
            @JsonProperty("otherLoad") double others) {

        static Cost of(Cpu.Spent spent, long deliveries) {
            double each = 1_000.0 / Math.max(1, deliveries);
            return new Cost(spent.hub() * each, spent.redis() * each, spent.bench() * each, spent.others());
        }
    }

    /** Of what a server that keeps nothing answers. */
    @JsonProperty
    double ofBare() {
        return highest.accepted() / limits.bare();
    }

    /** Of what the disk allows. */
    @JsonProperty
    double ofSynced() {
        return highest.accepted() / limits.synced();
    }

    /** Why the run does not count; empty when it does. */
    @JsonProperty
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        double others = Math.max(highest.cost().others(), constant.cost().others());
        if (!(others <= MOST_OTHERS)) {
            doubts.add("other load %.0f %%".formatted(100 * others));
        }
        if (highest.failed() + constant.failed() > 0) {
            doubts.add(highest.failed() + constant.failed() + " deliveries without a 2xx");
        }
        if (highest.missing() + constant.missing() > 0) {
            doubts.add(highest.missing() + constant.missing() + " calls did not come");
        }
        return doubts;
    }
}
