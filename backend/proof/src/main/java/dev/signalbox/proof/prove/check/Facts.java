package dev.signalbox.proof.prove.check;

import dev.signalbox.proof.prove.fault.Strike;
import java.util.List;
import java.util.Map;

/**
 * What the run itself knows.
 *
 * @param planned how many faults of each kind were wanted
 * @param skipped kinds that this machine cannot do, with the reason
 * @param answered whether every delivery has got its answer in the end
 * @param drained whether everything was decided and every instance was at its end, in time
 * @param drainMillis how long that took after the last delivery
 * @param retries of deliveries
 * @param unknown deliveries without an answer
 * @param fenced commits that were refused, as far as the hubs have told
 */
public record Facts(
        long leaseMillis,
        int leastAcked,
        Map<String, Integer> planned,
        List<Strike> strikes,
        Map<String, String> skipped,
        boolean answered,
        boolean drained,
        long drainMillis,
        long retries,
        long unknown,
        long fenced) {}
