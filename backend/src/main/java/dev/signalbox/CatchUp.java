package dev.signalbox;

import dev.signalbox.admin.Status;
import dev.signalbox.flow.Replays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What partitions of this hub still do before they decide; deliveries are taken meanwhile. */
final class CatchUp implements Replays {

    private final Versions versions;
    private final Map<Integer, Status.Replay> replays = new ConcurrentSkipListMap<>();

    CatchUp(Versions versions) {
        this.versions = versions;
    }

    @Override
    public void replayed(int partition, long done, long all) {
        if (done < all) {
            replays.put(partition, new Status.Replay(done, all));
        } else {
            replays.remove(partition);
        }
    }

    /** How far the replay of a partition is; null when there is none. */
    Status.@Nullable Replay of(int partition) {
        return replays.get(partition);
    }

    /** One for each thing that is under way. */
    List<String> sentences() {
        List<String> told = new ArrayList<>();
        if (versions.isLoading()) {
            told.add("the rules are being compiled: what comes in is kept, and decided afterwards");
        }
        replays.forEach((partition, replay) -> told.add("partition " + partition + " has replayed " + replay.done()
                + " of the " + replay.all() + " entries that its rules remember: what comes in is kept, and decided"
                + " afterwards"));
        return told;
    }
}
