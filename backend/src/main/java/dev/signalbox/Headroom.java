package dev.signalbox;

import dev.signalbox.flow.ingest.Space;
import dev.signalbox.flow.ingest.Strain;
import dev.signalbox.flow.journal.AppendQueue;
import dev.signalbox.flow.journal.Offered;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.metrics.Gauges;
import dev.signalbox.metrics.RedisVitals;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much the hub can still take: from the journal as it is now, from Redis and the disk as they were a second ago. */
final class Headroom implements Strain {

    private static final Logger LOG = LoggerFactory.getLogger(Headroom.class);
    private static final long LOOK_MILLIS = 1_000;

    private final RedisJournal journal;
    private final RedisVitals vitals;
    private final @Nullable Path folder;

    /** @param folder of the embedded Redis; null where the disk of Redis is not ours to see */
    Headroom(RedisJournal journal, RedisVitals vitals, @Nullable Path folder) {
        this.journal = journal;
        this.vitals = vitals;
        this.folder = folder;
    }

    /** Looks now, and each second from now on. */
    Headroom open(Rounds rounds, Vertx vertx) {
        look();
        rounds.each(
                LOOK_MILLIS,
                "the look at the disk",
                () -> vertx.executeBlocking(() -> {
                    look();
                    return true;
                }));
        return this;
    }

    private void look() {
        if (folder == null) {
            return;
        }
        try {
            FileStore store = Files.getFileStore(folder);
            vitals.disk(new Gauges.Disk(folder.toString(), store.getUsableSpace(), store.getTotalSpace()));
        } catch (IOException e) {
            LOG.warn("the free space at {} is not known: {}", folder, e.getMessage());
        }
    }

    @Override
    public Offered.@Nullable Refused journal(long bytes) {
        return journal.refusal(bytes);
    }

    @Override
    public AppendQueue queue() {
        return journal.queue();
    }

    @Override
    public Space space() {
        return space(vitals);
    }

    static Space space(RedisVitals vitals) {
        Gauges.RedisState redis = vitals.redis();
        Gauges.Disk disk = vitals.disk();
        return new Space(redis.memory(), redis.maxMemory(), disk.free(), disk.size(), disk.folder());
    }

    @Override
    public Backlog backlog() {
        long most = 0;
        long age = 0;
        for (Gauges.Backlog one : vitals.backlogs()) {
            most = Math.max(most, one.entries());
            age = Math.max(age, one.ageMillis());
        }
        return new Backlog(most, age);
    }

    /** Why nothing is taken from outside, each with what mends it. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        Offered.Refused refused = journal.refusal(0);
        if (refused != null && vitals.redis().up()) {
            reasons.add("the journal takes nothing: " + refused.reason());
        }
        Space space = space();
        if (space.ofDisk() == Space.Level.FULL) {
            reasons.add("deliveries get 503, " + space.diskText());
        }
        if (space.ofMemory() == Space.Level.FULL) {
            reasons.add("deliveries get 503, " + space.memoryText());
        }
        return reasons;
    }
}
