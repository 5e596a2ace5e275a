package dev.signalbox.proof.prove;

import dev.signalbox.proof.prove.world.HubNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do. Two runs of one plan send the same events and let the same faults strike in the same order.
 *
 * @param profile its name, for the report
 * @param hubs 1 to 3
 * @param redis {@code embedded}, {@code own} for a redis-server of the run, or the URL of one
 * @param length for how long events are sent and faults strike
 * @param lease of the hubs
 * @param faults how many of each kind
 * @param launch how hubs are started, with which environment
 * @param other the same for another version of the hub, for upgrades and the way back
 * @param folder where everything is written
 */
public record Plan(
        String profile,
        long seed,
        int hubs,
        String redis,
        Duration length,
        Duration lease,
        Map<String, Integer> faults,
        Load load,
        HubNode.Launch launch,
        HubNode.@Nullable Launch other,
        Path folder) {

    /** In which versions hubs may be started; the first is that of the run. */
    List<HubNode.Launch> versions() {
        return other == null ? List.of(launch) : List.of(launch, other);
    }

    /**
     * What is sent.
     *
     * @param clients that send at the same time, each one thing after the other
     * @param rate new events per second, of all clients together
     * @param leastAcked fewer, and the run cannot tell
     */
    public record Load(int clients, double rate, int leastAcked) {}
}
