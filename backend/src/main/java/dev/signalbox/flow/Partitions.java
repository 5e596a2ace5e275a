package dev.signalbox.flow;

import java.util.List;
import java.util.stream.IntStream;

/** All partitions of this hub. */
public final class Partitions {

    private final List<Partition> partitions;

    public Partitions(Stages stages) {
        this.partitions = IntStream.range(0, stages.journal().partitions())
                .mapToObj(number -> new Partition(number, stages))
                .toList();
        stages.journal().onAppended(number -> partitions.get(number).wake());
    }

    public void start() {
        partitions.forEach(Partition::start);
    }

    /** Stops all; waits at most so many milliseconds for each. */
    public void stop(long millis) throws InterruptedException {
        partitions.forEach(Partition::stop);
        for (Partition partition : partitions) {
            partition.join(millis);
        }
    }
}
