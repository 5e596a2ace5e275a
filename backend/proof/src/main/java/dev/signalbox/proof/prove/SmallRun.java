package dev.signalbox.proof.prove;

import dev.signalbox.proof.prove.world.HubNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plan of some seconds, of which there are many.
 *
 * @param hubs one has an embedded Redis, unless its line is to break; several share one of the run
 * @param events that are answered with 2xx at least; it takes longer when the machine is slow
 * @param hub how a hub is run, behind the options of the JVM
 */
public record SmallRun(String name, long seed, int hubs, int seconds, int events, List<String> hub) {

    /** The fault for which a line must lead to Redis. */
    private static final String LINE = "FLT-08:replies";

    private static final int CLIENTS = 8;
    private static final double RATE = 100;
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx320m");

    /**
     * @param faults how many of each kind
     * @param options of the hubs
     */
    public Plan plan(Map<String, Integer> faults, List<String> options, Path folder) {
        List<String> words = new ArrayList<>(JVM);
        words.addAll(hub);
        return new Plan(
                name,
                seed,
                hubs,
                hubs == 1 && !faults.containsKey(LINE) ? "embedded" : "own",
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(1),
                faults,
                new Plan.Load(CLIENTS, RATE, events),
                new HubNode.Launch(words, Map.of(), options),
                null,
                folder);
    }
}
