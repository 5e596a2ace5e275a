package dev.signalbox.flow.archive;

import dev.signalbox.failpoint.Failpoint;
import dev.signalbox.failpoint.Failpoints;
import dev.signalbox.flow.journal.Entry;
import dev.signalbox.flow.journal.RedisHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies what is to leave Redis into segments. Waits for Redis and the disk, on one thread that it has for itself. */
final class Archiver {

    /** A segment is full with so many entries, or with so many bytes that were read. */
    private static final int FULL = 16_384;

    private static final long FULL_BYTES = 64L * 1024 * 1024;

    /** Less than this waits for more, so that a quiet hub does not write a file each second. */
    private static final int FEW = 1_000;

    private static final long FEW_EVERY = 10_000;

    /** A segment of less is written anew together with the entries that follow it. */
    private static final int GROWS = FULL / 4;

    private static final long GROWS_BYTES = 4L * 1024 * 1024;

    private final RedisHistory history;
    private final Folder folder;
    private final Shelf shelf;
    private final Bounds bounds;
    private final InstantSource clock;
    private final Failpoints failpoints;
    private final Written written;
    private final Map<Integer, Long> wrote = new HashMap<>();

    Archiver(
            RedisHistory history,
            Folder folder,
            Shelf shelf,
            Bounds bounds,
            InstantSource clock,
            Failpoints failpoints,
            Written written) {
        this.history = history;
        this.folder = folder;
        this.shelf = shelf;
        this.bounds = bounds;
        this.clock = clock;
        this.failpoints = failpoints;
        this.written = written;
    }

    /** Puts aside what is of a journal that is no more, before anybody reads it. */
    void check(int partition) throws IOException {
        List<Entry> oldest = history.after(partition, 0, 1).await();
        long last = folder.newest(partition).map(Segment::last).orElse(0L);
        boolean beyond = last > history.last(partition).await();
        if (beyond || (!oldest.isEmpty() && isFormer(partition, oldest.get(0)))) {
            folder.setAside(partition, clock.millis());
        }
    }

    /** See {@link dev.signalbox.flow.journal.Keeper#keep}. */
    long keep(int partition, long first, long end, boolean pressing) throws IOException {
        List<Entry> oldest = history.after(partition, first - 1, 1).await();
        if (oldest.isEmpty() || oldest.get(0).position() != first) {
            return first; // another owner has trimmed it meanwhile
        }
        if (isFormer(partition, oldest.get(0))) {
            folder.setAside(partition, clock.millis());
        }
        Optional<Segment> there = folder.at(partition, first);
        if (there.isPresent()) {
            return Math.min(end, there.get().last() + 1);
        }
        long now = clock.millis();
        if (!pressing && end - first < FEW && now - wrote.getOrDefault(partition, 0L) < FEW_EVERY) {
            return first;
        }
        long reached = write(partition, first, Math.min(end, first + FULL));
        wrote.put(partition, now);
        written.kept(reached - first);
        prune();
        return reached;
    }

    /** Whether the archive has another entry at this position, or later ones without it: it knows a journal that is no more. */
    private boolean isFormer(int partition, Entry oldest) throws IOException {
        long first = oldest.position();
        if (folder.newest(partition).stream().allMatch(newest -> newest.last() < first)) {
            return false;
        }
        Optional<Entry> then = shelf.at(partition, first).map(Kept::entry);
        return then.isEmpty() || !isSame(then.get(), oldest);
    }

    private static boolean isSame(Entry one, Entry other) {
        return one.position() == other.position()
                && one.at() == other.at()
                && one.offer().envelope().id().equals(other.offer().envelope().id());
    }

    private long write(int partition, long first, long end) throws IOException {
        failpoints.pass(Failpoint.ARCHIVE_BEFORE_WRITE);
        Optional<Segment> small = folder.at(partition, first - 1).filter(tail -> grows(tail, end - first));
        Path part = folder.part(partition, first);
        String name;
        long reached;
        try (SegmentWriter writer = new SegmentWriter(part, partition)) {
            if (small.isPresent()) {
                for (Kept kept : shelf.after(
                        partition, small.get().first() - 1, (int) small.get().entries())) {
                    writer.add(kept);
                }
            }
            reached = fill(writer, partition, first, end);
            writer.finish();
            name = writer.name();
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(part);
            throw e;
        }
        try (SegmentReader reader = SegmentReader.open(part)) {
            reader.verify();
        }
        failpoints.pass(Failpoint.ARCHIVE_AFTER_FSYNC);
        Segment whole = folder.publish(partition, part, name);
        failpoints.pass(Failpoint.ARCHIVE_AFTER_PUBLISH);
        if (small.isPresent() && !small.get().file().equals(whole.file())) {
            folder.delete(small.get());
        }
        return reached;
    }

    private static boolean grows(Segment tail, long more) {
        return tail.entries() < GROWS && tail.entries() + more <= FULL && tail.bytes() < GROWS_BYTES;
    }

    /** @return the position after the last one that was written */
    private long fill(SegmentWriter writer, int partition, long first, long end) throws IOException {
        Strides pages = new Strides(history, partition);
        long bytes = 0;
        long next = first;
        while (next < end && bytes < FULL_BYTES) {
            List<Kept> page = pages.after(next - 1, end - next);
            if (page.isEmpty() || page.get(0).entry().position() != next) {
                throw new IOException("position " + next + " of partition " + partition + " is not in Redis");
            }
            for (Kept kept : page) {
                writer.add(kept);
                bytes += kept.entry().offer().envelope().data().size();
                next = kept.entry().position() + 1;
            }
        }
        return next;
    }

    /** Deletes the oldest segments, until the others are within the bounds. */
    void prune() throws IOException {
        long now = clock.millis();
        List<Segment> oldest = folder.all().stream()
                .sorted(Comparator.comparingLong(Segment::to))
                .toList();
        long bytes = oldest.stream().mapToLong(Segment::bytes).sum();
        for (Segment segment : oldest) {
            if (bytes <= bounds.bytes() && now - segment.to() <= bounds.age().toMillis()) {
                return;
            }
            folder.delete(segment);
            bytes -= segment.bytes();
        }
    }
}
