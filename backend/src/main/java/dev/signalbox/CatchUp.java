package dev.signalbox;

import dev.signalbox.admin.Status;
import dev.signalbox.config.Config;
import dev.signalbox.config.ExitCode;
import dev.signalbox.flow.Replays;
import dev.signalbox.flow.Watchdog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What keeps partitions of this hub from deciding the next event; deliveries are taken meanwhile. */
final class CatchUp implements Replays {

    private final Versions versions;
    private final Watchdog watchdog;
    private final Map<Integer, Status.Replay> replays = new ConcurrentSkipListMap<>();
    private final ReplaySpeed speed = new ReplaySpeed();

    private CatchUp(Versions versions, Watchdog watchdog) {
        this.versions = versions;
        this.watchdog = watchdog;
    }

    /** Begins to look after rules; one that does not come to an end is the end of the process. */
    static CatchUp open(Versions versions, Config config, Closing closing, Watchdog.Parts parts) {
        Watchdog watchdog = Watchdog.open(
                parts, config.rules().time(), () -> Runtime.getRuntime().halt(ExitCode.WATCHDOG.code()));
        closing.add("the watchdog", watchdog::close);
        return new CatchUp(versions, watchdog);
    }

    Watchdog watchdog() {
        return watchdog;
    }

    @Override
    public void replayed(int partition, long done, long all) {
        if (done < all) {
            replays.put(partition, new Status.Replay(done, all));
        } else {
            replays.remove(partition);
        }
    }

    @Override
    public void took(long entries, long millis) {
        speed.took(entries, millis);
    }

    ReplaySpeed speed() {
        return speed;
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
        told.addAll(watchdog.slow());
        return told;
    }
}
