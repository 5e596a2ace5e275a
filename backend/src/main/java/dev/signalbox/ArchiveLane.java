package dev.signalbox;

import dev.signalbox.admin.Status;
import dev.signalbox.config.Config;
import dev.signalbox.config.DataFolder;
import dev.signalbox.config.ExitCode;
import dev.signalbox.config.StartRefused;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.archive.Archive;
import dev.signalbox.flow.archive.Bounds;
import dev.signalbox.flow.archive.Holding;
import dev.signalbox.flow.archive.WholeHistory;
import dev.signalbox.flow.journal.JournalHistory;
import dev.signalbox.flow.journal.Keeper;
import dev.signalbox.flow.journal.RedisHistory;
import dev.signalbox.flow.journal.RedisJournal;
import dev.signalbox.flow.journal.RedisRetention;
import dev.signalbox.metrics.ArchiveGauges;
import dev.signalbox.redis.KeySpace;
import dev.signalbox.redis.RedisLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The archive, with a connection to Redis and threads of its own; or none, where nothing is to be archived. */
final class ArchiveLane implements ArchiveGauges {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 10_000;
    private static final double MILLIS = 1e3;

    private final Config config;
    private final KeySpace keys;
    private final @Nullable Archive archive;

    private ArchiveLane(Parts parts, @Nullable Archive archive) {
        this.config = parts.config();
        this.keys = parts.keys();
        this.archive = archive;
    }

    /** What a lane is made of. */
    record Parts(
            Config config, DataFolder data, Store store, KeySpace keys, InstantSource clock, Failpoints failpoints) {}

    static ArchiveLane open(Parts parts, Rounds rounds, Closing closing) {
        Config.Archive wanted = parts.config().archive();
        if (wanted.size() == 0) {
            return new ArchiveLane(parts, null);
        }
        Path folder = wanted.folder() == null ? parts.data().file("archive") : wanted.folder();
        RedisHistory history = new RedisHistory(
                parts.store().links().open(TIMEOUT),
                parts.keys(),
                parts.config().journal().partitions());
        try {
            Archive opened = Archive.open(new Archive.Parts(
                    folder,
                    parts.data().file("native"),
                    new Bounds(wanted.size(), wanted.age()),
                    history,
                    parts.clock(),
                    parts.failpoints()));
            closing.add("the archive", opened::close);
            rounds.each(LOOK_MILLIS, "the look at the archive", opened::look);
            return new ArchiveLane(parts, opened);
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.CANNOT_WRITE,
                    "the archive in " + folder + " cannot be used (" + e.getMessage()
                            + "): give this user the right to, name another folder with --archive-folder, or none with"
                            + " --archive-size 0");
        }
    }

    /** What leaves Redis, and goes where it is kept before. */
    RedisRetention retention(RedisJournal journal, RedisLink link) {
        Keeper keeper = archive == null ? Keeper.NONE : archive;
        return new RedisRetention(journal, link, keys, config.journal().retention(), keeper);
    }

    /** All that can be read back, beginning with what Redis has. */
    JournalHistory history(RedisLink link) {
        RedisHistory redis = new RedisHistory(link, keys, config.journal().partitions());
        return archive == null ? redis : new WholeHistory(redis, archive);
    }

    /** What it has, for people; null where nothing is archived. */
    Status.@Nullable Archive shown() {
        if (archive == null) {
            return null;
        }
        Holding has = archive.holding();
        return new Status.Archive(
                has.entries(),
                has.segments(),
                has.bytes(),
                config.archive().size(),
                has.from(),
                has.to(),
                config.archive().age().toMillis(),
                has.trouble());
    }

    @Override
    public Values archive() {
        Holding has = archive == null ? Holding.NONE : archive.holding();
        return new Values(
                has.entries(), has.segments(), has.bytes(), has.from() / MILLIS, has.written(), has.failures());
    }
}
