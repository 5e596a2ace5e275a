package dev.signalbox.flow;

import dev.signalbox.flow.match.Remembered;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** All partitions of this hub. */
public final class Partitions {

    private final List<Partition> partitions;
    private final Tenures tenures = new Tenures();
    private final Watchdog watchdog;
    private final Preparations preparations;

    public Partitions(Stages stages) {
        this.watchdog = stages.watchdog();
        this.preparations = new Preparations(stages, Preparations.KEPT);
        this.partitions = IntStream.range(0, stages.journal().partitions())
                .mapToObj(number -> new Partition(number, stages, tenures, preparations))
                .toList();
        stages.journal().onAppended(entry -> partitions.get(entry.partition()).appended(entry));
    }

    public void start() {
        partitions.forEach(Partition::start);
    }

    /**
     * Builds the sessions of a version beside those that decide, for the partitions that are owned here. Done when they are as
     * near to the head as they come; what could not be built in time is built when the partition switches.
     */
    public Future<Void> prepare(int version) {
        return preparations.prepare(version);
    }

    /** The shares of the hubs may be other than before. */
    public void reshared() {
        partitions.forEach(Partition::reshared);
    }

    public Tenures tenures() {
        return tenures;
    }

    public int count() {
        return partitions.size();
    }

    /** How long the rules have been busy with one event or second, the longest of all partitions. */
    public double longestEvaluation() {
        return watchdog.longestSeconds();
    }

    /** What the rules of a partition remember; nothing while another hub owns it. */
    public List<Remembered> remembered(int partition) {
        return watchdog.of(partition).remembered();
    }

    /** How many events had to leave the memory of rules early since this hub started, by type. */
    public Map<String, Long> forgotten() {
        Map<String, Long> all = new TreeMap<>();
        for (int number = 0; number < partitions.size(); number++) {
            watchdog.of(number).forgotten().forEach((type, count) -> all.merge(type, count.sum(), Long::sum));
        }
        return all;
    }

    /** Stops all; waits at most so many milliseconds for all of them together. */
    public void stop(long millis) throws InterruptedException {
        preparations.close();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        partitions.forEach(Partition::stop);
        for (Partition partition : partitions) {
            partition.join(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        }
    }
}
