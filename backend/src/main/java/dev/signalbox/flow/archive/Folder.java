package dev.signalbox.flow.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments on disk, a folder for each partition. What is published is there after a power cut; what is half written has a
 * name that no segment has, and is deleted by a later start. For any thread, but one at a time publishes.
 */
final class Folder {

    private static final Logger LOG = LoggerFactory.getLogger(Folder.class);
    private static final String PART = ".part";

    /** Nobody writes on a file for so long. */
    private static final long LEFT = 600_000;

    private final Path root;
    private final Map<Integer, ConcurrentNavigableMap<Long, Segment>> partitions = new ConcurrentHashMap<>();

    private Folder(Path root) {
        this.root = root;
    }

    static Folder open(Path root, int partitions, long now) throws IOException {
        Folder folder = new Folder(root);
        for (int partition = 0; partition < partitions; partition++) {
            Files.createDirectories(folder.of(partition));
            folder.tidy(partition, now);
            folder.look(partition);
        }
        sync(root);
        return folder;
    }

    private Path of(int partition) {
        return root.resolve(Integer.toString(partition));
    }

    /** Not what another hub may be writing now. */
    private void tidy(int partition, long now) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(of(partition), "*" + PART)) {
            for (Path part : parts) {
                if (now - Files.getLastModifiedTime(part).toMillis() > LEFT) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /** Looks which segments there are: another hub may have written some where they share a folder. */
    synchronized void look(int partition) throws IOException {
        List<Segment> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(of(partition))) {
            for (Path file : files) {
                Segment.of(file, partition, 0)
                        .ifPresent(name -> found.add(
                                Segment.of(file, partition, size(file)).orElse(name)));
            }
        }
        found.sort(Comparator.comparingLong(Segment::first)
                .thenComparing(Comparator.comparingLong(Segment::last).reversed()));
        ConcurrentNavigableMap<Long, Segment> whole = new ConcurrentSkipListMap<>();
        long last = 0;
        for (Segment segment : found) {
            if (segment.last() > last) {
                whole.put(segment.first(), segment);
                last = segment.last();
            }
        }
        partitions.put(partition, whole);
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private ConcurrentNavigableMap<Long, Segment> segments(int partition) {
        return partitions.getOrDefault(partition, new ConcurrentSkipListMap<>());
    }

    /** The segment with this position, else the one after it. */
    Optional<Segment> from(int partition, long position) {
        return at(partition, position)
                .or(() -> Optional.ofNullable(segments(partition).higherEntry(position))
                        .map(Map.Entry::getValue));
    }

    /** The segment with this position. */
    Optional<Segment> at(int partition, long position) {
        return upTo(partition, position).filter(segment -> segment.last() >= position);
    }

    /** The segment with this position, else the one before it. */
    Optional<Segment> upTo(int partition, long position) {
        return Optional.ofNullable(segments(partition).floorEntry(position)).map(Map.Entry::getValue);
    }

    /** The newest segment of a partition. */
    Optional<Segment> newest(int partition) {
        return upTo(partition, Long.MAX_VALUE);
    }

    List<Segment> all() {
        return partitions.values().stream()
                .flatMap(segments -> segments.values().stream())
                .toList();
    }

    boolean isEmpty() {
        return partitions.values().stream().allMatch(Map::isEmpty);
    }

    /** A file that is no segment yet; only this user may read it. */
    Path part(int partition, long first) throws IOException {
        return Files.createTempFile(of(partition), first + "-", PART);
    }

    /** Gives a written file its name; it is a segment when this returns, also after a power cut. */
    synchronized Segment publish(int partition, Path part, String name) throws IOException {
        Path file = of(partition).resolve(name);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(of(partition));
        Segment segment = Segment.of(file, partition, Files.size(file))
                .orElseThrow(() -> new IOException(name + " is no name of a segment"));
        segments(partition).put(segment.first(), segment);
        return segment;
    }

    /** Deletes the file of a segment; the segment goes unless another one has taken its place. */
    synchronized void delete(Segment segment) throws IOException {
        segments(segment.partition()).remove(segment.first(), segment);
        Files.deleteIfExists(segment.file());
    }

    /** Puts aside what a former journal left: its positions are given to other events by now. Nothing is deleted. */
    synchronized void setAside(int partition, long now) throws IOException {
        Path aside = root.resolve(partition + ".former-" + now);
        Files.move(of(partition), aside, StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectories(of(partition));
        sync(root);
        look(partition);
        LOG.warn(
                "partition {}: the journal began anew; what the archive has of the former one is in {}",
                partition,
                aside);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
